//! Changes of a scenario whose effect is known without knowing the run.

use super::any::{time_ns, undisturbed};
use super::{config, seen_at, sound};
use crate::build::{MS, constant, far, load, pair, queue, server};
use proptest::prelude::*;
use scenario::{Arrivals, Loss, Pattern, Scenario};
use trace::What;

fn waits(scenario: &Scenario) -> Vec<u64> {
    let trace = sim::run(scenario, 1);
    let mut waits = Vec::new();
    for fact in &trace.facts {
        match fact.what {
            What::Wanted { .. } => waits.push(fact.at.0),
            What::Started { message, .. } => {
                let wanted = &mut waits[message.request.0 as usize - 1];
                *wanted = fact.at.0 - *wanted;
            }
            _ => {}
        }
    }
    waits
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn one_worker_more_lengthens_no_wait(moments in prop::collection::vec(time_ns(), 1..20), workers in 1_u16..5,
                                         service in time_ns()) {
        let mut moments = moments;
        moments.sort_unstable();
        let count = moments.len() as u32;
        let arrivals = Arrivals::At { ns: moments };
        let at = |workers| {
            queue(server(workers, constant(service)), count, Pattern::Open { arrivals: arrivals.clone() })
        };
        for (more, fewer) in waits(&at(workers + 1)).into_iter().zip(waits(&at(workers))) {
            prop_assert!(more <= fewer);
        }
    }

    #[test]
    fn distance_costs_its_own_length_twice(one_way in time_ns(), further in time_ns(), service in time_ns(),
                                           requests in 1_u32..9) {
        let at = |one_way| {
            let scenario = pair(server(1, constant(service)), &far(one_way), load(requests, Pattern::Sequential));
            sim::run(&scenario, 1).end.0
        };
        prop_assert_eq!(at(one_way + further) - at(one_way), 2 * further * u64::from(requests));
    }

    /// Chance that never strikes leaves no trace, and neither does a seed where nothing is drawn.
    #[test]
    fn no_loss_is_a_loss_of_none(scenario in sound()) {
        let with = |loss: Loss| {
            let mut scenario = scenario.clone();
            for way in scenario.links.iter_mut().flat_map(|link| &mut link.ways) {
                way.loss = loss.clone();
            }
            sim::run(&scenario, 1)
        };
        let never = Loss::Bursts { worsen: 1, improve: 1, lost_good: 0, lost_bad: 0 };
        let base = with(Loss::None);
        prop_assert_eq!(&base, &with(Loss::Chance { share: 0 }));
        prop_assert_eq!(&base, &with(never));
    }

    #[test]
    fn names_do_not_matter(scenario in undisturbed()) {
        prop_assume!(scenario.check().is_ok());
        let mut renamed = scenario.clone();
        renamed.title = "Another".to_owned();
        for (node, at) in renamed.nodes.iter_mut().zip(0..) {
            (node.id, node.name) = (format!("n{at}"), format!("Node {at}"));
        }
        for (link, at) in renamed.links.iter_mut().zip(0..) {
            link.id = format!("l{at}");
        }
        prop_assert_eq!(sim::run(&scenario, 1).facts, sim::run(&renamed, 1).facts);
    }

    /// What no message meets does nothing to anybody.
    #[test]
    fn dropping_what_never_comes_changes_nothing(scenario in sound()) {
        let nobody = trace::MessageId::request(trace::RequestId(u32::MAX), u16::MAX);
        let mut disturbed = scenario.clone();
        disturbed.interventions.push(scenario::Intervention {
            at_ns: 10 * MS,
            action: scenario::Action::Drop { message: nobody },
        });
        let (base, fork) = (sim::run(&scenario, 1), sim::run(&disturbed, 1));
        prop_assert_eq!(seen_at(&base, |_| true), seen_at(&fork, |_| true));
    }
}
