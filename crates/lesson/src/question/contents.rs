//! What a question contains, whatever its kind: the beliefs that its answers stand for, and every reply.

use crate::{Amount, Asks, Kind, Mark, Predict, Question, Spot, Swap};

impl Question {
    /// The ids of the beliefs that wrong answers stand for, in the order of the answers.
    pub fn beliefs(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Choice(answers) => answers.iter().filter_map(|answer| wrong(&answer.mark)).collect(),
            Kind::Several(candidates) => candidates.iter().map(|it| it.belief.as_str()).collect(),
            Kind::Amount(amount) => of_amount(amount),
            Kind::Sequence(sequence) => of_swaps(&sequence.swaps),
            Kind::Matching(matching) => matching.pairs.iter().map(|pair| pair.belief.as_str()).collect(),
            Kind::Gaps(gaps) => {
                gaps.gaps.iter().flat_map(|gap| &gap.known).map(|known| known.belief.as_str()).collect()
            }
            Kind::Place(place) => of_spots(&place.spots),
            Kind::Truths(statements) => statements.iter().map(|it| it.belief.as_str()).collect(),
            Kind::Task(task) => task.ways.iter().map(|way| way.belief.as_str()).collect(),
            Kind::Serve(serve) => {
                let replies = serve.arrivals.iter().flat_map(|arrival| &arrival.replies);
                replies.filter_map(|reply| reply.belief.as_deref()).collect()
            }
            Kind::Compose(compose) => {
                let pieces = compose.parts.iter().flat_map(|part| &part.pieces);
                pieces.filter_map(|piece| piece.belief.as_deref()).collect()
            }
            Kind::Free(_) => Vec::new(),
        }
    }

    /// What answers are told, as HTML.
    pub fn replies(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Choice(answers) => answers.iter().map(|answer| answer.feedback.as_str()).collect(),
            Kind::Several(candidates) => {
                candidates.iter().flat_map(|it| [it.feedback.as_str(), it.missed.as_str()]).collect()
            }
            Kind::Amount(amount) => amount.known.iter().map(|known| known.reply.as_str()).collect(),
            Kind::Sequence(sequence) => sequence.swaps.iter().map(|swap| swap.reply.as_str()).collect(),
            Kind::Matching(matching) => matching.pairs.iter().map(|pair| pair.feedback.as_str()).collect(),
            Kind::Gaps(gaps) => {
                let mut told = Vec::new();
                for gap in &gaps.gaps {
                    told.push(gap.feedback.as_str());
                    told.extend(gap.known.iter().map(|known| known.reply.as_str()));
                }
                told
            }
            Kind::Place(place) => place.spots.iter().map(|spot| spot.feedback.as_str()).collect(),
            Kind::Truths(statements) => statements.iter().map(|it| it.feedback.as_str()).collect(),
            Kind::Task(task) => task.ways.iter().map(|way| way.reply.as_str()).collect(),
            Kind::Serve(serve) => {
                let replies = serve.arrivals.iter().flat_map(|arrival| &arrival.replies);
                replies.map(|reply| reply.reply.as_str()).collect()
            }
            Kind::Compose(compose) => {
                let pieces = compose.parts.iter().flat_map(|part| &part.pieces);
                pieces.map(|piece| piece.feedback.as_str()).collect()
            }
            Kind::Free(points) => points.iter().map(String::as_str).collect(),
        }
    }
}

impl Predict {
    /// The ids of the beliefs that wrong answers stand for, in the order of the answers.
    pub fn beliefs(&self) -> Vec<&str> {
        match &self.asks {
            Asks::Number(measured) => of_amount(&measured.amount),
            Asks::Choice(options) => options.iter().filter_map(|option| option.belief.as_deref()).collect(),
            Asks::Order(timed) => of_swaps(&timed.swaps),
            Asks::Place(sought) => of_spots(&sought.spots),
        }
    }

    /// What answers are told, as HTML.
    pub fn replies(&self) -> Vec<&str> {
        match &self.asks {
            Asks::Number(measured) => {
                measured.amount.known.iter().map(|known| known.reply.as_str()).collect()
            }
            Asks::Choice(options) => options.iter().map(|option| option.feedback.as_str()).collect(),
            Asks::Order(timed) => timed.swaps.iter().map(|swap| swap.reply.as_str()).collect(),
            Asks::Place(sought) => sought.spots.iter().map(|spot| spot.feedback.as_str()).collect(),
        }
    }
}

fn wrong(mark: &Mark) -> Option<&str> {
    match mark {
        Mark::Wrong { belief } => Some(belief),
        Mark::Right => None,
    }
}

fn of_amount(amount: &Amount) -> Vec<&str> {
    amount.known.iter().map(|known| known.belief.as_str()).collect()
}

fn of_swaps(swaps: &[Swap]) -> Vec<&str> {
    swaps.iter().map(|swap| swap.belief.as_str()).collect()
}

fn of_spots(spots: &[Spot]) -> Vec<&str> {
    spots.iter().filter_map(|spot| wrong(&spot.mark)).collect()
}
