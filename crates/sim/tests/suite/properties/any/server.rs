//! Servers of every kind.

use super::{distribution, part, some_time_ns, time_ns};
use crate::build::MS;
use proptest::option;
use proptest::prelude::*;
use scenario::{
    Choice, Dedup, Discipline, Distribution, InProgress, Limit, Lines, Pause, QueueTimeout, Server, WarmUp,
};

fn discipline() -> impl Strategy<Value = Discipline> {
    prop_oneof![
        3 => Just(Discipline::Fifo),
        1 => Just(Discipline::Lifo),
        1 => (0_u32..3).prop_map(|above| Discipline::AdaptiveLifo { above }),
        1 => Just(Discipline::Priority),
        1 => Just(Discipline::Sharing),
    ]
}

fn lines() -> impl Strategy<Value = Lines> {
    let choice = prop_oneof![
        Just(Choice::RoundRobin),
        Just(Choice::Random),
        Just(Choice::Shortest),
        (1_u8..4).prop_map(|drawn| Choice::ShortestOf { drawn }),
    ];
    prop_oneof![3 => Just(Lines::Shared), 1 => choice.prop_map(|choice| Lines::PerWorker { choice })]
}

fn limit() -> impl Strategy<Value = Limit> {
    let bounds = (1_u32..3, 3_u32..9);
    prop_oneof![
        (bounds.clone(), 100_u32..1_000, some_time_ns())
            .prop_map(|((least, most), backoff, slow_ns)| Limit::Aimd { least, most, backoff, slow_ns }),
        bounds.clone().prop_map(|(least, most)| Limit::Vegas { least, most }),
        (bounds, 1_000_u32..2_000, 100_u32..1_000).prop_map(|((least, most), tolerance, smoothing)| {
            Limit::Gradient { least, most, tolerance, smoothing }
        }),
    ]
}

prop_compose! {
    fn guards()(
        limit in option::weighted(0.2, limit()),
        skip_expired in any::<bool>(),
        queue_timeout in option::weighted(0.2, (some_time_ns(), some_time_ns())),
        warm_up in option::weighted(0.2, (1_000_u32..5_000, some_time_ns())),
        pause in option::weighted(0.2, (50 * MS..200 * MS, 1..40 * MS)),
        dedup in option::weighted(0.4, (some_time_ns(), time_ns(), any::<bool>())),
        errors in part(),
        retry_after_ns in option::weighted(0.2, some_time_ns()),
        refusal_ns in prop_oneof![3 => Just(0), 1 => time_ns()],
    ) -> Server {
        Server {
            limit,
            skip_expired,
            queue_timeout: queue_timeout.map(|(a, b)| QueueTimeout { target_ns: a.min(b), interval_ns: a.max(b) }),
            warm_up: warm_up.map(|(factor, time_constant_ns)| WarmUp { factor, time_constant_ns }),
            pause: pause.map(|(every_ns, length_ns)| Pause { every_ns, length_ns }),
            dedup: dedup.map(|(window_ns, replay_ns, wait)| {
                let in_progress = if wait { InProgress::Wait } else { InProgress::Conflict };
                Dedup { window_ns, replay_ns, in_progress }
            }),
            errors,
            retry_after_ns,
            refusal_ns,
            ..crate::build::server(1, Distribution::default())
        }
    }
}

/// Half of the servers have nothing but workers and a queue.
pub(crate) fn server() -> BoxedStrategy<Server> {
    let basics = (1_u16..4, option::of(0_u32..4), discipline(), lines(), distribution(), 1_u32..5_000);
    let server = |(basics, guards): (_, Option<Server>)| {
        let plain = crate::build::server(1, Distribution::default());
        let mut server = guards.unwrap_or(plain);
        (server.workers, server.queue, server.discipline, server.lines, server.service, server.reply_bytes) =
            basics;
        if server.discipline == Discipline::Sharing {
            server.lines = Lines::Shared;
        }
        server
    };
    (basics, option::of(guards().boxed())).prop_map(server).boxed()
}
