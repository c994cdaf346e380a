//! The same run in other words: what is drawn stays, what is said changes, and no word of the network is left.

mod support;

use diagram::{Cast, Layout, Noun, Run, Scene, Sight, knows, ladder, rows, say, space};
use support::{CLIENT, SERVER};
use trace::Time;

/// Words that a cast has its own for.
const OF_THE_NETWORK: [&str; 6] = ["request", "reply", "replies", "Client", "client", "server"];

fn restaurant() -> Cast {
    Cast {
        nodes: vec!["Guest".to_owned(), "Kitchen".to_owned()],
        request: Noun::new("order", "orders"),
        reply: Noun::new("dish", "dishes"),
        carrier: Some("waiter".to_owned()),
    }
}

fn runs() -> [Run; 5] {
    [
        support::one_request(),
        support::five_for_one_worker(),
        support::lost_reply(),
        support::late_reply(),
        support::slow_wire(),
    ]
}

/// Every event and the moments between.
fn moments(run: &Run) -> Vec<Time> {
    let events = &run.moments().events;
    let between = events.iter().zip(events.iter().skip(1)).map(|(one, next)| Time((one.0 + next.0) / 2));
    events.iter().copied().chain(between).collect()
}

fn texts(run: &Run, at: Time) -> Vec<String> {
    let scenes = [
        space(&Sight::new(run, at), Layout::Wide),
        space(&Sight::new(run, at), Layout::Narrow),
        ladder(&Sight::new(run, at), Layout::Narrow),
    ];
    let drawn = scenes.into_iter().flat_map(|scene| scene.shapes).filter_map(|shape| shape.text);
    drawn.chain([say(run, at), knows(run, CLIENT, at), knows(run, SERVER, at)]).collect()
}

/// What is drawn apart from words.
fn picture(scene: Scene) -> Vec<(String, Vec<(&'static str, String)>)> {
    let shapes = scene.shapes.into_iter().filter(|shape| shape.text.is_none());
    shapes.map(|shape| (shape.key, shape.attributes)).collect()
}

#[test]
fn no_word_of_the_network_is_left() {
    for run in runs() {
        let cast = run.recast(restaurant());
        let mut said: Vec<String> = moments(&cast).into_iter().flat_map(|at| texts(&cast, at)).collect();
        said.extend(rows(&cast).iter().flat_map(|row| [row.from.clone(), row.to.clone(), row.what.clone()]));
        for text in said {
            let own = OF_THE_NETWORK.iter().find(|word| text.contains(*word));
            assert_eq!(own, None, "{text}");
        }
    }
}

#[test]
fn messages_and_moments_stay() {
    for run in runs() {
        let cast = run.recast(restaurant());
        assert_eq!(cast.trace, run.trace);
        assert_eq!(cast.moments(), run.moments());
        for at in moments(&run) {
            for layout in [Layout::Wide, Layout::Narrow] {
                assert_eq!(
                    picture(space(&Sight::new(&cast, at), layout)),
                    picture(space(&Sight::new(&run, at), layout)),
                    "at {at}"
                );
            }
            assert_eq!(
                picture(ladder(&Sight::new(&cast, at), Layout::Narrow)),
                picture(ladder(&Sight::new(&run, at), Layout::Narrow)),
                "at {at}"
            );
        }
    }
}

#[test]
fn back_in_its_own_words_a_run_is_as_before() {
    let run = support::one_request();
    let again = run.recast(restaurant()).recast(Cast::default());
    for at in moments(&run) {
        assert_eq!(texts(&again, at), texts(&run, at));
    }
    assert_eq!(rows(&again), rows(&run));
}

#[test]
fn sentences_read_in_the_words_of_the_cast() {
    let run = support::one_request().recast(restaurant());
    let first: Vec<String> = rows(&run).into_iter().map(|row| row.what).take(2).collect();
    assert_eq!(first, ["the guest sends order 1.1", "order 1.1 has arrived whole; a worker starts"]);
    let say = |ms| say(&run, support::ms(ms)).replace('\u{a0}', " ");
    assert_eq!(say(26), "Order 1.1 is 65 % of the way to the kitchen. The guest can only wait.");
    assert_eq!(
        say(42),
        "Order 1.1 has reached the kitchen, and the last of it is being handed over. The guest can only wait."
    );
}
