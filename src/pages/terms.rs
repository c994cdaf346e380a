//! The definitions of the terms that a page links to: a term's link is described by its definition, and the
//! preview in the browser shows it.

use lesson::Term;

use crate::ui::figure::escape;

/// Each definition once, out of sight.
pub(crate) fn terms<'t>(terms: impl IntoIterator<Item = &'t Term>) -> String {
    let definition = |Term { slug, title, definition }: &Term| {
        format!("<p id=\"term-{slug}\" data-title=\"{}\">{definition}</p>", escape(title))
    };
    let definitions: String = terms.into_iter().map(definition).collect();
    if definitions.is_empty() { definitions } else { format!("<div hidden>{definitions}</div>") }
}
