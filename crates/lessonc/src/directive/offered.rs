//! In which order things are offered that have an order of their own: the same in every build, and never the right one.

/// Places of `ids` in an order that looks like chance, but comes from the ids alone. An order that `is_right` is turned by
/// one.
pub(super) fn offered(question: &str, ids: &[&str], is_right: impl Fn(&[usize]) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..ids.len()).collect();
    places.sort_by_key(|&place| (mixed(question, ids.get(place).unwrap_or(&"")), place));
    if is_right(&places) && !places.is_empty() {
        places.rotate_left(1);
    }
    places
}

/// FNV-1a, once more mixed: ids that differ in their last letter lie far apart.
fn mixed(question: &str, id: &str) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let bytes = question.bytes().chain([0]).chain(id.bytes());
    let hash = bytes.fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_the_same_each_time_and_never_the_right_one() {
        let ids = ["a", "b", "c", "d"];
        let mut orders = std::collections::BTreeSet::new();
        for question in 0..200 {
            let name = format!("question-{question}");
            let order = offered(&name, &ids, |order| order.is_sorted());
            assert_eq!(order, offered(&name, &ids, |order| order.is_sorted()));
            assert!(!order.is_sorted(), "{name}");
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3]);
            orders.insert(order);
        }
        assert!(orders.len() > 20, "only {} orders", orders.len());
        assert_eq!(offered("q", &[], |_| true), Vec::<usize>::new());
    }
}
