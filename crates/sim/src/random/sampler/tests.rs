//! Draws against closed forms: mean, variance and the whole distribution function, and what extreme fields do.

use scenario::Distribution;

use super::Sampler;
use crate::random::{Purpose, word};

const N: u64 = 200_000;
const MS: u64 = 1_000_000;

/// One distribution with what theory says about it; times in ms.
struct Case {
    distribution: Distribution,
    mean: f64,
    variance: f64,
    below: Box<dyn Fn(f64) -> f64>,
}

fn case(distribution: Distribution, mean: f64, variance: f64, below: impl Fn(f64) -> f64 + 'static) -> Case {
    Case { distribution, mean, variance, below: Box::new(below) }
}

fn standard_normal(z: f64) -> f64 {
    libm::erfc(-z / 2_f64.sqrt()) / 2.0
}

fn cases() -> Vec<Case> {
    let erlang = |k: u32, rate: f64| {
        move |x: f64| {
            let mut term = 1.0;
            let mut sum = 0.0;
            for n in 0..k {
                sum += term;
                term *= rate * x / f64::from(n + 1);
            }
            1.0 - sum * (-rate * x).exp()
        }
    };
    // cs² = 4, mean 10: p = (1 − √0.6)/2.
    let rare = (1.0 - 0.6_f64.sqrt()) / 2.0;
    let (slow, fast) = (10.0 / (2.0 * rare), 10.0 / (2.0 * (1.0 - rare)));
    let hyper = move |x: f64| 1.0 - rare * (-x / slow).exp() - (1.0 - rare) * (-x / fast).exp();
    // cs² = 1, mean 10: sigma² = ln 2, median 10/√2.
    let lognormal = |x: f64| standard_normal((x * 2_f64.sqrt() / 10.0).ln() / 2_f64.ln().sqrt());
    // L = 1, H = 100, alpha = 1.5.
    let (share, alpha) = (1.0 - 100_f64.powf(-1.5), 1.5_f64);
    let moment = |k: f64| alpha / share * (100_f64.powf(k - alpha) - 1.0) / (k - alpha);
    // 50 with a deviation of 50: one in six is cut off at zero, E max(0, X) = 50 Φ(1) + 50 φ(1).
    let (under, density) = (standard_normal(1.0), (-0.5_f64).exp() / (2.0 * std::f64::consts::PI).sqrt());
    let (cut_mean, cut_square) = (50.0 * (under + density), 2_500.0 * (2.0 * under + density));
    vec![
        case(Distribution::Uniform { least_ns: 5 * MS, most_ns: 15 * MS }, 10.0, 100.0 / 12.0, |x| {
            (x - 5.0) / 10.0
        }),
        case(Distribution::Exponential { mean_ns: 10 * MS }, 10.0, 100.0, |x| 1.0 - (-x / 10.0).exp()),
        case(Distribution::Normal { mean_ns: 50 * MS, deviation_ns: 5 * MS }, 50.0, 25.0, |x| {
            standard_normal((x - 50.0) / 5.0)
        }),
        case(
            Distribution::Normal { mean_ns: 50 * MS, deviation_ns: 50 * MS },
            cut_mean,
            cut_square - cut_mean * cut_mean,
            |x| standard_normal((x - 50.0) / 50.0),
        ),
        case(Distribution::Erlang { stages: 1, mean_ns: 10 * MS }, 10.0, 100.0, erlang(1, 0.1)),
        case(Distribution::Erlang { stages: 4, mean_ns: 10 * MS }, 10.0, 25.0, erlang(4, 0.4)),
        case(Distribution::Erlang { stages: 50, mean_ns: 10 * MS }, 10.0, 2.0, erlang(50, 5.0)),
        case(Distribution::Hyperexponential { mean_ns: 10 * MS, cs2: 4_000 }, 10.0, 400.0, hyper),
        case(Distribution::Lognormal { mean_ns: 10 * MS, cs2: 1_000 }, 10.0, 100.0, lognormal),
        case(
            Distribution::Pareto { least_ns: MS, most_ns: 100 * MS, shape: 1_500 },
            moment(1.0),
            moment(2.0) - moment(1.0) * moment(1.0),
            move |x| (1.0 - x.powf(-alpha)) / share,
        ),
    ]
}

fn draws(distribution: &Distribution) -> Vec<u64> {
    let sampler = Sampler::new(distribution);
    (0..N).map(|n| sampler.sample(word(1, 1, Purpose::Service, n))).collect()
}

#[test]
fn moments_are_those_of_theory() {
    for Case { distribution, mean, variance, .. } in cases() {
        let drawn: Vec<f64> = draws(&distribution).iter().map(|ns| *ns as f64 / MS as f64).collect();
        let seen = drawn.iter().sum::<f64>() / N as f64;
        let spread = drawn.iter().map(|x| (x - seen).powi(2)).sum::<f64>() / N as f64;
        // Four standard errors; for the variance as much as that is for a lognormal, the heaviest tail here.
        let allowed = 4.0 * (variance / N as f64).sqrt();
        assert!((seen - mean).abs() < allowed, "{distribution:?}: mean {seen}, not {mean} ± {allowed}");
        assert!(
            (spread / variance - 1.0).abs() < 0.06,
            "{distribution:?}: variance {spread}, not {variance}"
        );
    }
}

#[test]
fn the_whole_distribution_is_that_of_theory() {
    // Kolmogorov: a greater distance than 1.95/√N has a probability of one in a thousand.
    let allowed = 1.95 / (N as f64).sqrt();
    for Case { distribution, below, .. } in cases() {
        let mut drawn = draws(&distribution);
        drawn.sort_unstable();
        for (place, ns) in drawn.iter().enumerate().filter(|(_, ns)| **ns > 0) {
            let off = below(*ns as f64 / MS as f64) - (place as f64 + 0.5) / N as f64;
            assert!(off.abs() < allowed, "{distribution:?}: off by {off} at {ns} ns");
        }
    }
}

#[test]
fn given_lengths_come_by_their_weights() {
    let lengths_ns = vec![10, 20, 30, 40];
    let drawn = draws(&Distribution::Empirical { lengths_ns, weights: vec![1, 0, 3, 4] });
    for (length, p) in [(10, 0.125), (20, 0.0), (30, 0.375), (40, 0.5)] {
        let seen = drawn.iter().filter(|ns| **ns == length).count() as f64;
        let deviation = (N as f64 * p * (1.0 - p)).sqrt();
        assert!((seen - N as f64 * p).abs() <= 4.0 * deviation, "{length}: {seen}");
    }
}

#[test]
fn equal_words_are_equal_lengths_on_every_machine() {
    let words = [0, 1, 0x0123_4567_89ab_cdef, 0x8000_0000_0000_0000, 0xfedc_ba98_7654_3210, u64::MAX];
    let expected: [[u64; 6]; 11] = [
        [5_000_000, 5_000_000, 5_044_444, 10_000_000, 14_955_556, 15_000_000],
        [443_614_196, 443_614_196, 54_161_004, 6_931_472, 44_544, 0],
        [54_918_846, 51_071_091, 42_112_460, 52_414_861, 53_364_523, 47_852_276],
        [99_188_457, 60_710_914, 0, 74_148_610, 83_645_230, 28_522_765],
        [24_132_339, 6_218_430, 3_777_119, 269_576, 340_825, 5_720_586],
        [16_987_667, 8_900_366, 7_288_726, 3_420_789, 3_593_234, 8_595_733],
        [11_898_972, 9_854_364, 9_349_485, 7_833_988, 7_916_525, 9_762_603],
        [14_878_052, 25_225_567, 43_480_443, 3_126_998, 827_965, 19_226_038],
        [16_039_478, 8_451_635, 1_901_513, 10_570_977, 12_381_969, 4_945_075],
        [1_000_000, 1_000_000, 1_002_971, 1_586_344, 32_329_630, 100_000_000],
        [7, 7, 7, 9, 9, 9],
    ];
    let given = Distribution::Empirical { lengths_ns: vec![7, 8, 9], weights: vec![1, 1, 2] };
    let distributions = cases().into_iter().map(|case| case.distribution).chain([given]);
    let seen: Vec<[u64; 6]> = distributions
        .map(|distribution| {
            let sampler = Sampler::new(&distribution);
            words.map(|word| sampler.sample(word))
        })
        .collect();
    assert_eq!(seen, expected);
}

/// Every kind, with every extreme of its fields.
fn extremes() -> Vec<Distribution> {
    let lengths = [0, 1, 1_000, u64::MAX / 2, u64::MAX];
    let factors = [0, 1, 999, 1_000, 1_001, u32::MAX];
    let mut all = Vec::new();
    for a in lengths {
        all.push(Distribution::Constant { ns: a });
        all.push(Distribution::Exponential { mean_ns: a });
        all.extend([0, 1, 2, u16::MAX].map(|stages| Distribution::Erlang { stages, mean_ns: a }));
        all.extend(factors.map(|cs2| Distribution::Hyperexponential { mean_ns: a, cs2 }));
        all.extend(factors.map(|cs2| Distribution::Lognormal { mean_ns: a, cs2 }));
        for b in lengths {
            all.push(Distribution::Uniform { least_ns: a, most_ns: b });
            all.push(Distribution::Normal { mean_ns: a, deviation_ns: b });
            all.extend(factors.map(|shape| Distribution::Pareto { least_ns: a, most_ns: b, shape }));
        }
    }
    for weights in [vec![], vec![0], vec![0, 0], vec![u32::MAX; 3]] {
        all.push(Distribution::Empirical { lengths_ns: vec![], weights: weights.clone() });
        all.push(Distribution::Empirical { lengths_ns: vec![u64::MAX, 5], weights });
    }
    all
}

#[test]
fn no_field_makes_nonsense_of_a_draw() {
    let words = (0..64).map(|bit| 1_u64 << bit).chain([0, u64::MAX]);
    let words: Vec<u64> = words.chain((0..200).map(|n| word(1, 1, Purpose::Service, n))).collect();
    for distribution in extremes() {
        let sampler = Sampler::new(&distribution);
        let drawn: Vec<u64> = words.iter().map(|word| sampler.sample(*word)).collect();
        let (least, most) = (drawn.iter().min().copied().unwrap(), drawn.iter().max().copied().unwrap());
        match distribution {
            Distribution::Constant { ns } => assert_eq!((least, most), (ns, ns)),
            Distribution::Uniform { least_ns, most_ns } => {
                let (from, to) = (least_ns.min(most_ns), least_ns.max(most_ns));
                assert!(from <= least && most <= to, "{distribution:?}: {least} to {most}");
            }
            Distribution::Pareto { least_ns, most_ns, .. } => {
                let (from, to) = (least_ns.min(most_ns).max(1), least_ns.max(most_ns).max(1));
                assert!(from <= least && most <= to, "{distribution:?}: {least} to {most}");
            }
            Distribution::Empirical { .. } => assert!([0, 5, u64::MAX].contains(&most)),
            // What is not a number would come out as 0.
            Distribution::Exponential { mean_ns }
            | Distribution::Normal { mean_ns, .. }
            | Distribution::Erlang { mean_ns, .. }
            | Distribution::Hyperexponential { mean_ns, .. }
            | Distribution::Lognormal { mean_ns, .. }
                if mean_ns >= 1_000 =>
            {
                assert!(most > mean_ns / 10_000, "{distribution:?}: at most {most}");
            }
            Distribution::Normal { deviation_ns, .. } => {
                assert!(most <= deviation_ns.saturating_mul(9).max(1))
            }
            Distribution::Lognormal { .. } => {}
            _ => assert!(most <= 1_000_000_000, "{distribution:?}: at most {most}"),
        }
    }
}
