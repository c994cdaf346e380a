//! Retries in every layer of a chain.

use crate::build::{constant, link, load, node, server, share, tries};
use crate::long_runs::traced;
use crate::vector::vector;
use scenario::{Backoff, Call, Pattern, Scenario, Way};
use trace::{NodeId, Part, What};

/// A client and `depth` layers of servers, of which the last fails everybody.
fn chain(depth: u16, attempts: u16) -> Scenario {
    let mut scenario = Scenario { title: "Layers".to_owned(), ..Scenario::default() };
    let mut asking = crate::build::asking();
    asking.retry = tries(attempts, Backoff::Immediate);
    for layer in 0..depth {
        let mut server = server(1, constant(0));
        if layer + 1 < depth {
            server.calls = vec![Call { server: layer + 1, requests: 1, parallel: false, asking }];
            scenario.links.push(link([layer, layer + 1], &Way::default()));
        } else {
            server.errors = share(1.0);
        }
        scenario.nodes.push(node(&format!("layer-{layer}"), Some(server)));
    }
    scenario.nodes.push(node("client", None));
    scenario.links.push(link([depth, 0], &Way::default()));
    let mut load = load(1, Pattern::Sequential);
    (load.client, load.asking) = (depth, asking);
    scenario.loads = vec![load];
    scenario
}

#[test]
fn retries_multiply() {
    let v = vector("retry-depth");
    let cases = v.inputs("attempts").into_iter().zip(v.inputs("depth")).zip(v.expected_list(""));
    for ((attempts, depth), expected) in cases {
        let depth = depth as u16;
        let trace = traced(&chain(depth, attempts as u16), 1);
        let last = NodeId(depth - 1);
        let asked =
            |what: &What| matches!(what, What::Arrived { message, .. } if message.part == Part::Request);
        let asked = trace.facts.iter().filter(|fact| fact.node == last && asked(&fact.what)).count();
        assert_eq!(asked as f64, expected, "{attempts} tries in each of {depth} layers");
    }
}
