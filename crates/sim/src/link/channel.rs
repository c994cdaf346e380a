//! What chance does to messages on the way: loss, damage, copies, delay. Without a clock: times are handed in.

use scenario::{Loss, PartsPerMillion, Reorder, Way};

use crate::random::{Dice, Purpose, Sampler, happens};

/// What becomes of one message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passage {
    /// It never arrives; all else is without meaning then.
    pub(crate) lost: bool,
    /// It arrives damaged and is thrown away there.
    pub(crate) corrupt: bool,
    /// It arrives twice.
    pub(crate) duplicate: bool,
    /// How much longer it takes than the bits travel.
    pub(crate) extra_ns: u64,
    /// It is held up on its own: later ones need not wait for it.
    pub(crate) overtakable: bool,
}

/// One direction of a link between its two ends.
#[derive(Debug)]
pub(crate) struct Channel {
    one_way_ns: u64,
    plain: bool,
    overtaking: bool,
    /// When the last message arrives of those that later ones wait for.
    latest_ns: u64,
    loss: Loss,
    /// For [`Loss::Bursts`]: the state that the next message meets, and how many have passed.
    bad: bool,
    passed: u64,
    jitter: Option<Sampler>,
    duplicate: PartsPerMillion,
    corrupt: PartsPerMillion,
    reorder: Option<Reorder>,
}

/// One message's draws.
struct Draws<'a> {
    dice: &'a mut Dice,
    now_ns: u64,
    entity: u64,
}

impl Draws<'_> {
    fn word(&mut self, purpose: Purpose, ordinal: u64) -> u64 {
        self.dice.word(self.now_ns, self.entity, purpose, ordinal)
    }

    /// What is certain needs no draw.
    fn happens(&mut self, purpose: Purpose, ordinal: u64, share: PartsPerMillion) -> bool {
        share > 0 && (share >= 1_000_000 || happens(self.word(purpose, ordinal), share))
    }
}

impl Channel {
    pub(crate) fn new(way: &Way) -> Self {
        let jitter = way.jitter.as_ref();
        let reorder = way.reorder.clone().filter(|reorder| reorder.share > 0);
        let loses = match way.loss {
            Loss::None => false,
            Loss::Chance { share } => share > 0,
            Loss::Bursts { worsen, lost_good, lost_bad, .. } => lost_good > 0 || (worsen > 0 && lost_bad > 0),
        };
        let unharmed = !loses && way.duplicate == 0 && way.corrupt == 0;
        Self {
            one_way_ns: way.one_way_ns,
            plain: unharmed && jitter.is_none() && reorder.is_none(),
            overtaking: jitter.is_some_and(|jitter| jitter.overtaking),
            latest_ns: 0,
            loss: way.loss.clone(),
            bad: false,
            passed: 0,
            jitter: jitter.map(|jitter| Sampler::new(&jitter.extra)),
            duplicate: way.duplicate,
            corrupt: way.corrupt,
            reorder,
        }
    }

    /// Whether nothing is left to chance: every [`Self::passage`] would be the default one, and what leaves in order
    /// arrives in order.
    #[inline]
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// What becomes of a message that is sent off now. `entity` names this direction of the link, `identity` the message:
    /// whatever happens to others, it meets the same chances. Only bursts of loss depend on how many went before it.
    pub(crate) fn passage(&mut self, dice: &mut Dice, now_ns: u64, entity: u64, identity: u64) -> Passage {
        let mut draws = Draws { dice, now_ns, entity };
        if self.loses(&mut draws, identity) {
            return Passage { lost: true, ..Passage::default() };
        }
        let corrupt = draws.happens(Purpose::Corrupt, identity, self.corrupt);
        let duplicate = draws.happens(Purpose::Duplicate, identity, self.duplicate);
        let jitter = &self.jitter;
        let mut extra_ns =
            jitter.as_ref().map_or(0, |extra| extra.sample(draws.word(Purpose::Jitter, identity)));
        let mut overtakable = false;
        if let Some(Reorder { share, by_ns }) = self.reorder {
            overtakable = draws.happens(Purpose::Reorder, identity, share);
            extra_ns = extra_ns.saturating_add(if overtakable { by_ns } else { 0 });
        }
        Passage { lost: false, corrupt, duplicate, extra_ns, overtakable }
    }

    /// When the last bit arrives of a message whose last bit left at `left_ns`. Ask in the order in which messages leave,
    /// and once for each that is not lost: none arrives before an earlier one, unless overtaking is allowed or one of
    /// the two is held up on its own.
    pub(crate) fn arrival(&mut self, left_ns: u64, passage: &Passage) -> u64 {
        let arrival_ns = left_ns.saturating_add(self.one_way_ns).saturating_add(passage.extra_ns);
        if self.overtaking || passage.overtakable {
            return arrival_ns;
        }
        self.latest_ns = self.latest_ns.max(arrival_ns);
        self.latest_ns
    }

    fn loses(&mut self, draws: &mut Draws<'_>, identity: u64) -> bool {
        match self.loss {
            Loss::None => false,
            Loss::Chance { share } => draws.happens(Purpose::Loss, identity, share),
            // As in Linux (sch_netem.c, loss_gilb_ell): the state that the message meets decides, then it may change.
            Loss::Bursts { worsen, improve, lost_good, lost_bad } => {
                let (changes, lost) = if self.bad { (improve, lost_bad) } else { (worsen, lost_good) };
                let lost = draws.happens(Purpose::Loss, self.passed, lost);
                self.bad ^= draws.happens(Purpose::LossState, self.passed, changes);
                self.passed = self.passed.wrapping_add(1);
                lost
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use scenario::{Distribution, Jitter};

    use super::*;

    const N: u64 = 200_000;

    fn passages(way: &Way, identities: impl IntoIterator<Item = u64>) -> Vec<Passage> {
        let (mut channel, mut dice) = (Channel::new(way), Dice::new(1));
        identities.into_iter().map(|identity| channel.passage(&mut dice, 0, 9, identity)).collect()
    }

    fn count(passages: &[Passage], what: impl Fn(&Passage) -> bool) -> f64 {
        passages.iter().filter(|passage| what(passage)).count() as f64
    }

    fn eventful() -> Way {
        let extra = Distribution::Exponential { mean_ns: 1_000_000 };
        Way {
            one_way_ns: 5_000_000,
            jitter: Some(Jitter { extra, overtaking: false }),
            loss: Loss::Chance { share: 100_000 },
            duplicate: 200_000,
            corrupt: 300_000,
            reorder: Some(Reorder { share: 250_000, by_ns: 70_000_000 }),
            ..Way::default()
        }
    }

    /// Arrivals of messages that leave every millisecond.
    fn arrivals(way: &Way) -> Vec<(Passage, u64)> {
        let (mut channel, mut dice) = (Channel::new(way), Dice::new(1));
        let passing = (0..1_000).map(|n| {
            let passage = channel.passage(&mut dice, n * 1_000_000, 9, n);
            (passage, channel.arrival(n * 1_000_000, &passage))
        });
        passing.filter(|(passage, _)| !passage.lost).collect()
    }

    #[test]
    fn a_plain_channel_leaves_nothing_to_chance() {
        let never = Reorder { share: 0, by_ns: 9 };
        let bursts = Loss::Bursts { worsen: 0, improve: 0, lost_good: 0, lost_bad: 1_000_000 };
        let quiet =
            Way { one_way_ns: 40, bits_per_s: Some(8), reorder: Some(never), loss: bursts, ..Way::default() };
        let mut channel = Channel::new(&quiet);
        assert!(channel.is_plain());
        let mut dice = Dice::with_log(1);
        for n in 0..100 {
            let passage = channel.passage(&mut dice, n, 9, n);
            assert_eq!((passage, channel.arrival(n, &passage)), (Passage::default(), n + 40));
        }
        assert!(dice.into_log().is_empty());

        let bad_from_time_to_time = Loss::Bursts { worsen: 1, improve: 1, lost_good: 0, lost_bad: 1 };
        let jitter = Jitter { extra: Distribution::default(), overtaking: true };
        for way in [
            Way { loss: Loss::Chance { share: 1 }, ..Way::default() },
            Way { loss: bad_from_time_to_time, ..Way::default() },
            Way { duplicate: 1, ..Way::default() },
            Way { corrupt: 1, ..Way::default() },
            Way { jitter: Some(jitter), ..Way::default() },
            Way { reorder: Some(Reorder { share: 1, by_ns: 1 }), ..Way::default() },
        ] {
            assert!(!Channel::new(&way).is_plain(), "{way:?}");
        }
    }

    #[test]
    fn everything_happens_as_often_as_it_should_and_by_itself() {
        let seen = passages(&eventful(), 0..N);
        let here = |passage: &Passage| !passage.lost;
        let arrived = count(&seen, here);
        let close = |seen: f64, of: f64, p: f64| (seen - of * p).abs() < 4.0 * (of * p * (1.0 - p)).sqrt();
        assert!(close(arrived, N as f64, 0.9));
        assert!(close(count(&seen, |passage| passage.duplicate), arrived, 0.2));
        assert!(close(count(&seen, |passage| passage.corrupt), arrived, 0.3));
        assert!(close(count(&seen, |passage| passage.overtakable), arrived, 0.25));
        assert!(close(count(&seen, |passage| passage.duplicate && passage.corrupt), arrived, 0.06));
        assert!(close(count(&seen, |passage| passage.duplicate && passage.overtakable), arrived, 0.05));
        assert!(seen.iter().all(|passage| passage.overtakable == (passage.extra_ns >= 70_000_000)));
    }

    #[test]
    fn all_or_nothing_is_certain() {
        let way = |loss| Way { loss, ..Way::default() };
        assert!(
            passages(&way(Loss::Chance { share: 1_000_000 }), 0..1_000).iter().all(|passage| passage.lost)
        );
        let dead = Loss::Bursts { worsen: 1_000_000, improve: 0, lost_good: 0, lost_bad: 1_000_000 };
        let seen = passages(&way(dead), 0..1_000);
        assert!(!seen[0].lost, "a channel is good at first");
        assert!(seen[1..].iter().all(|passage| passage.lost));
    }

    #[test]
    fn a_message_keeps_its_luck_when_another_is_missing() {
        let all = passages(&eventful(), 0..1_000);
        let without = passages(&eventful(), (0..1_000).filter(|identity| *identity != 7));
        assert_eq!(all[..7], without[..7]);
        assert_eq!(all[8..], without[7..]);
        let mut backwards = passages(&eventful(), (0..1_000).rev());
        backwards.reverse();
        assert_eq!(all, backwards);
    }

    #[test]
    fn directions_have_chances_of_their_own() {
        let way = Way { loss: Loss::Chance { share: 500_000 }, ..Way::default() };
        let lost = |entity| {
            let (mut channel, mut dice) = (Channel::new(&way), Dice::new(1));
            (0..1_000).map(|n| channel.passage(&mut dice, 0, entity, n).lost).collect::<Vec<bool>>()
        };
        let same = lost(1).iter().zip(lost(2)).filter(|(a, b)| *a == b).count();
        assert!(same.abs_diff(500) < 64, "{same}: four standard deviations are 63");
    }

    #[test]
    fn bursts_are_as_frequent_and_as_long_as_theory_says() {
        // Gilbert: π_B = p/(p + r) = 1/6 is lost, in bursts of 1/r = 4 messages on average.
        let loss = Loss::Bursts { worsen: 50_000, improve: 250_000, lost_good: 0, lost_bad: 1_000_000 };
        let seen = passages(&Way { loss, ..Way::default() }, 0..N);
        let lost = count(&seen, |passage| passage.lost);
        let bursts = seen.windows(2).filter(|pair| !pair[0].lost && pair[1].lost).count() as f64;
        // A chain's share has (2 − p − r)/(p + r) times the variance of independent messages.
        let (p, r, pi) = (0.05, 0.25, 1.0 / 6.0);
        let deviation = (pi * (1.0 - pi) * (2.0 - p - r) / (p + r) / N as f64).sqrt();
        assert!((lost / N as f64 - pi).abs() < 4.0 * deviation, "{lost}");
        // Geometric lengths have a deviation of √(1 − r)/r.
        let burst = lost / bursts;
        assert!((burst - 4.0).abs() < 4.0 * (0.75_f64.sqrt() / 0.25) / bursts.sqrt(), "{burst}");
    }

    #[test]
    fn both_states_may_lose_some() {
        // (1 − k)·r/(p + r) + (1 − h)·p/(p + r), with r/(p + r) = 0.8.
        let loss = Loss::Bursts { worsen: 100_000, improve: 400_000, lost_good: 10_000, lost_bad: 300_000 };
        let seen = passages(&Way { loss, ..Way::default() }, 0..N);
        let share = count(&seen, |passage| passage.lost) / N as f64;
        // Independent losses within the states, and the states' own variance weighted by what they differ in.
        let variance = 0.068 * 0.932 + 0.29 * 0.29 * 0.16 * 3.0;
        assert!((share - 0.068).abs() < 4.0 * (variance / N as f64).sqrt(), "{share}");
    }

    #[test]
    fn jitter_keeps_the_order_unless_overtaking_is_allowed() {
        let extra = Distribution::Exponential { mean_ns: 10_000_000 };
        let way = |overtaking| {
            let jitter = Some(Jitter { extra: extra.clone(), overtaking });
            Way { one_way_ns: 5_000_000, jitter, ..Way::default() }
        };
        let (kept, free) = (arrivals(&way(false)), arrivals(&way(true)));
        assert!(kept.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        assert!(free.windows(2).any(|pair| pair[0].1 > pair[1].1));
        let mut latest = 0;
        for ((passage, in_order), (same, alone)) in kept.iter().zip(&free) {
            assert_eq!(passage, same);
            latest = latest.max(*alone);
            assert_eq!(*in_order, latest, "as late as need be and no later");
        }
    }

    #[test]
    fn who_is_held_up_is_overtaken_and_holds_up_nobody() {
        let reorder = Some(Reorder { share: 100_000, by_ns: 3_500_000 });
        let seen = arrivals(&Way { one_way_ns: 5_000_000, reorder, ..Way::default() });
        assert!(seen.iter().any(|(passage, _)| passage.overtakable));
        for (n, (passage, at)) in (0..).zip(&seen) {
            let own = n * 1_000_000 + 5_000_000;
            assert_eq!(*at, if passage.overtakable { own + 3_500_000 } else { own });
        }
    }

    #[test]
    fn the_end_of_time_is_not_passed() {
        let jitter = Some(Jitter { extra: Distribution::Constant { ns: u64::MAX }, overtaking: true });
        let reorder = Some(Reorder { share: u32::MAX, by_ns: u64::MAX });
        let mut channel = Channel::new(&Way { one_way_ns: u64::MAX, jitter, reorder, ..Way::default() });
        let passage = channel.passage(&mut Dice::new(1), u64::MAX, u64::MAX, u64::MAX);
        assert_eq!(channel.arrival(u64::MAX, &passage), u64::MAX);
    }
}
