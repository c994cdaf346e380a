//! What a view is asked to show.

use trace::{NodeId, Time};

use crate::{Guess, Run, Scene, Subject};

/// A run at a moment, as somebody looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    pub run: &'a Run,
    pub at: Time,
    pub viewpoint: Viewpoint,
    /// What is picked; it is marked in every view.
    pub picked: Option<Subject>,
    /// The run as it was before somebody intervened, to compare with: drawn faintly behind.
    pub ghost: Option<&'a Run>,
    /// What a learner said before the run was shown.
    pub guess: Option<Guess>,
    /// Whether nothing is seen to travel: what has just arrived is drawn with the way that it took.
    pub in_steps: bool,
}

/// Whose knowledge is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Viewpoint {
    /// All that happens, also what nobody in the run can see.
    #[default]
    Everyone,
    /// What this node can know: what happened at the node itself.
    Only(NodeId),
}

impl Viewpoint {
    /// Whether who looks from here can know of what happened at a node, or on the wire or behind the node's back (`outside`).
    pub(crate) fn sees(self, node: NodeId, outside: bool) -> bool {
        match self {
            Self::Everyone => true,
            Self::Only(own) => own == node && !outside,
        }
    }
}

impl<'a> Sight<'a> {
    /// Everything, with nothing picked and nothing to compare with.
    pub fn new(run: &'a Run, at: Time) -> Self {
        Self {
            run,
            at,
            viewpoint: Viewpoint::Everyone,
            picked: None,
            ghost: None,
            guess: None,
            in_steps: false,
        }
    }

    /// Marks the shapes of what is picked.
    pub(crate) fn mark(&self, mut scene: Scene) -> Scene {
        if let Some(picked) = self.picked {
            for shape in &mut scene.shapes {
                shape.marked = shape.subject.is_some_and(|subject| picked.marks(subject, self.run));
            }
        }
        scene
    }
}
