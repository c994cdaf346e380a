//! Charts and waterfalls of simulated runs: their numbers are those that lessons measure, and stand on the drawing's scale.

mod support;

use diagram::{
    Chart, Run, Sight, Subject, Theory, Viewpoint, chart_leads_to, charts, event_near, spent, svg,
};
use support::CLIENT;
use trace::{Duration, NodeId, Time};

fn simulated(name: &str, requests: u32) -> Run {
    let path = format!("{}/../../lessons/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a scenario of the course");
    let text = text.replace("requests = 100_000", &format!("requests = {requests}"));
    Run::new(sim::run(&scenario::parse(&text).expect("a scenario without mistakes"), 1))
}

fn at_end(run: &Run) -> Vec<Chart> {
    charts(&Sight::new(run, run.end()), None)
}

fn of<'a>(charts: &'a [Chart], key: &str) -> &'a Chart {
    charts.iter().find(|chart| chart.key == key).unwrap_or_else(|| panic!("no chart {key}"))
}

fn measured(run: &Run, name: &str) -> Duration {
    let ms = trace::measure(&run.trace, name).expect("a measure").value;
    Duration((ms * 1e6).round() as u64)
}

#[test]
fn percentiles_are_those_that_lessons_measure() {
    for (name, client) in [("mm1", "client"), ("retry-storm", "clients"), ("browser-web-database", "browser")]
    {
        let run = simulated(name, 2000);
        let charts = at_end(&run);
        let text = &of(&charts, "responses").text;
        for measure in ["response_ms", "response_p50_ms", "response_p90_ms", "response_p99_ms"] {
            let ms = measured(&run, &format!("{client}.{measure}"));
            let told =
                text.contains(&ms.to_string()) || (name == "browser-web-database" && measure.contains("_p9"));
            assert!(told, "{name}: {measure} {ms} in {text}");
        }
    }
}

#[test]
fn the_closed_form_is_beside_the_run() {
    let run = simulated("mm1", 5000);
    let theory = Theory {
        server: NodeId(1),
        per_1000_s: 8000,
        service_mean: Duration::from_ms(100),
        workers: 1,
        trips: Duration::ZERO,
    };
    let with = charts(&Sight::new(&run, run.end()), Some(&theory));
    let text = |key| of(&with, key).text.replace('\u{a0}', " ");
    assert!(
        text("responses").contains("Theory: mean 500 ms, p50 347 ms, p90 1151 ms, p99 2303 ms."),
        "{}",
        text("responses")
    );
    assert!(text("queue 1").contains("theory: 3.2 on average"), "{}", text("queue 1"));
    assert!(text("work 1").contains("theory: 80 %"), "{}", text("work 1"));
    assert!(text("open").contains("theory: 4 on average"), "{}", text("open"));
    let drawn = |chart: &Chart| chart.scene.shapes.iter().any(|shape| shape.class == "theory");
    for key in ["responses", "answers", "open", "queue 1", "work 1"] {
        assert!(drawn(of(&with, key)), "{key}");
    }
    let overloaded = Theory { per_1000_s: 12_000, ..theory };
    assert!(
        !charts(&Sight::new(&run, run.end()), Some(&overloaded)).iter().any(drawn),
        "no averages, no line"
    );
    // Half the network's way there, half back: a constant that service does not wait for.
    let far = Theory { trips: Duration::from_ms(80), ..theory };
    let far = charts(&Sight::new(&run, run.end()), Some(&far));
    assert!(of(&far, "responses").text.replace('\u{a0}', " ").contains("mean 580 ms, p50 427 ms"));
}

#[test]
fn what_has_not_happened_is_not_in_the_numbers() {
    let run = simulated("mm1", 500);
    let half = Time(run.end().0 / 2);
    let now = charts(&Sight::new(&run, half), None);
    let settled = run.trace.facts.iter().filter(|fact| fact.at <= half);
    let settled = settled.filter(|fact| matches!(fact.what, trace::What::Settled { .. })).count();
    assert!(of(&now, "responses").text.starts_with(&format!("n = {settled} requests")));
    let all = at_end(&run);
    assert_eq!(now.len(), all.len(), "charts keep their places");
    assert!(
        now.iter().zip(&all).all(|(now, all)| now.key == all.key && now.scene.height == all.scene.height)
    );
}

#[test]
fn nobody_sees_more_than_happens_at_home() {
    let run = simulated("browser-web-database", 0);
    let keys = |viewpoint| -> Vec<String> {
        let sight = Sight { viewpoint, ..Sight::new(&run, run.end()) };
        charts(&sight, None).into_iter().map(|chart| chart.key).collect()
    };
    assert_eq!(keys(Viewpoint::Only(CLIENT)), ["responses", "answers", "open"]);
    assert_eq!(keys(Viewpoint::Only(NodeId(1))), ["responses", "answers", "open", "queue 1", "work 1"]);
    assert_eq!(keys(Viewpoint::Only(NodeId(2))), ["queue 2", "work 2"]);
    assert_eq!(keys(Viewpoint::Only(NodeId(9))), Vec::<String>::new());
    let seen = |viewpoint| spent(&Sight { viewpoint, ..Sight::new(&run, run.end()) });
    assert!(seen(Viewpoint::Only(CLIENT)).iter().all(|row| !row.inside), "the waiting is one undivided bar");
    assert!(seen(Viewpoint::Only(NodeId(2))).iter().all(|row| row.inside));
}

#[test]
fn the_time_of_a_request_is_spent_without_a_gap() {
    for name in ["reply-lost", "retry-storm", "mm1", "browser-web-database", "one-request"] {
        let run = simulated(name, 300);
        for per_mille in [0, 200, 500, 1000] {
            let rows = spent(&Sight::new(&run, Time(run.end().0 / 1000 * per_mille)));
            assert!(!rows.is_empty(), "{name}");
            for hidden in [false, true] {
                let mut reached: Option<(String, Time)> = None;
                for row in rows.iter().filter(|row| row.inside == hidden) {
                    let request = row.name.split('.').next().unwrap_or_default().to_owned();
                    if let Some((_, to)) = reached.filter(|(name, _)| *name == request && !hidden) {
                        assert_eq!(row.from, to, "{name}: {row:?}");
                    }
                    reached = row.lasting.map(|lasting| (request, row.from + lasting));
                }
            }
        }
    }
}

#[test]
fn a_long_run_is_drawn_with_few_points() {
    let run = simulated("mm1", 12_000);
    for chart in at_end(&run) {
        assert!(svg(&chart.scene, "dg chart").len() < 20_000, "{}", chart.key);
        assert!(chart.text.len() < 500, "{}", chart.text);
    }
}

#[test]
fn charts_lead_to_events_and_mark_what_is_picked() {
    let run = simulated("five-at-once", 5);
    let sight = Sight::new(&run, run.end());
    let is_marked = |chart: &Chart| chart.scene.shapes.iter().any(|shape| shape.class == "chosen");
    for chart in charts(&sight, None) {
        assert!(!is_marked(&chart), "{}: nothing is picked", chart.key);
        if !chart.is_plot() {
            continue;
        }
        for across in (0..=1000).step_by(50) {
            let Some((at, subject)) = chart_leads_to(&sight, None, &chart.key, across) else { continue };
            assert!(run.moments().events.contains(&at), "{} at {across}: {at}", chart.key);
            let Some(subject) = subject else { continue };
            let charts = charts(&Sight { picked: Some(subject), ..sight }, None);
            assert!(is_marked(of(&charts, &chart.key)), "{} at {across}: {subject} is marked", chart.key);
        }
        let peak = chart.peak.map(|peak| event_near(&sight, peak.at).0 == peak.at);
        assert!(peak.unwrap_or(true), "{}: what stands out is an event", chart.key);
    }
}

#[test]
fn a_chart_leads_a_client_to_nothing_that_others_noticed() {
    let run = simulated("five-at-once", 5);
    let sight = Sight { viewpoint: Viewpoint::Only(CLIENT), ..Sight::new(&run, run.end()) };
    for across in 0..=1000 {
        let Some((_, Some(Subject::Event(fact)))) = chart_leads_to(&sight, None, "open", across) else {
            continue;
        };
        let fact = &run.trace.facts[usize::try_from(fact.0).expect("a place")];
        assert_eq!(fact.node, CLIENT, "at {across}");
    }
}
