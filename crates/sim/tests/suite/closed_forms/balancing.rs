//! Many servers, and who goes where.

use crate::theory::balance::{fullest_bin, moved_keys, ring_spread, supermarket, weighted_shares};
use crate::vector::vector;

#[test]
fn the_shortest_of_a_few() {
    for id in ["lb-p2c-supermarket", "lb-p2c-095"] {
        let vector = vector(id);
        let rho = vector.input("rho");
        vector.holds_each("", vector.inputs("d").into_iter().map(|drawn| supermarket(rho, drawn as u32)));
    }
}

#[test]
fn rings_bins_and_turns() {
    let v = vector("lb-chash-move");
    let (consistent, remainder) = moved_keys(v.input("n"));
    v.holds("/consistent", consistent);
    v.holds("/modulo", remainder);
    let v = vector("lb-chash-vnode-spread");
    let servers = v.input("n");
    v.holds_each("", v.inputs("v").into_iter().map(|points| ring_spread(servers, points)));
    let v = vector("lb-random-imbalance");
    v.holds("", fullest_bin(v.input("m"), v.input("n")));
    let v = vector("lb-weighted-rr");
    let weights: Vec<u64> = v.inputs("weights").into_iter().map(|weight| weight as u64).collect();
    let shares = weighted_shares(&weights, u64::from(v.whole("requests")));
    assert_eq!(v.expected_list(""), shares.into_iter().map(|share| share as f64).collect::<Vec<_>>());
}
