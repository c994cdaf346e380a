//! ```` ```truths ````: sentences to judge, each for itself.

use lesson::{Kind, Statement};

use super::asking::{Count, Ids, belief, paragraphs, posed};
use crate::claim;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

const STATEMENTS: Count = Count {
    code: "part-count",
    who: "such a question",
    what: "statements",
    range: 3..=6,
    example: "[[statement]]\nid = \"a\"\ntext = \"…\"\nholds = true\nbelief = \"…\"\nfeedback = \"…\"",
};

pub(super) fn read(fields: &Fields, _: &str, file: &PageFile) -> Option<Kind> {
    let statements = fields.tables("statement", "a statement");
    STATEMENTS.check(statements.len(), fields, file);
    let mut ids = Ids::default();
    let statements: Vec<Option<Statement>> =
        statements.into_iter().map(|statement| read_statement(statement, &mut ids, file)).collect();
    let statements: Vec<Statement> = statements.into_iter().collect::<Option<_>>()?;
    let holding = statements.iter().filter(|statement| statement.holds).count();
    if holding == 0 || holding == statements.len() {
        let all =
            if holding == 0 { "none of these statements holds" } else { "all of these statements hold" };
        let mistake = Mistake::warning("truths-one-sided", fields.span(), all);
        file.report.add(mistake.hint("who has judged two alike judges the rest alike: mix them"));
    }
    Some(Kind::Truths(statements))
}

fn read_statement(fields: Fields, ids: &mut Ids, file: &PageFile) -> Option<Statement> {
    let id = ids.take(&fields, "statement", file);
    let text = posed("text", "statement", &fields, file);
    let holds = fields.need_flag("holds");
    let (belief, feedback) = (belief(&fields, file), paragraphs("feedback", &fields, file));
    if let (Some(text), Some(holds)) = (fields.text("claim"), holds) {
        claim::check_statement(&text, holds, file);
    }
    fields.finish();
    Some(Statement { id: id?, text: text?, holds: holds?, belief: belief?, feedback: feedback? })
}
