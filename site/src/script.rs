//! JavaScript, made smaller without parsing it: only whole comment lines and indentation go.

/// Leaves every line that has code on it, so that line ends keep their meaning, and touches nothing inside
/// a template literal that spans lines.
pub(crate) fn compact(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut in_comment = false;
    let mut in_template = false;
    for line in source.lines() {
        if in_template {
            out.push_str(line);
            out.push('\n');
            in_template ^= odd_backticks(line);
            continue;
        }
        let text = line.trim();
        if in_comment || text.starts_with("/*") {
            in_comment = !text.ends_with("*/");
        } else if !text.is_empty() && !text.starts_with("//") {
            out.push_str(text);
            out.push('\n');
            in_template = odd_backticks(text);
        }
    }
    out
}

fn odd_backticks(line: &str) -> bool {
    line.matches('`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comment_lines_and_indentation_go() {
        let source = "/**\n * For what.\n */\nfunction f() {\n    // why\n    return 1; // kept\n}\n\n/* one */\nf();\n";
        assert_eq!(compact(source), "function f() {\nreturn 1; // kept\n}\nf();\n");
    }

    #[test]
    fn template_literals_keep_their_lines() {
        let source = "const a = `x\n    // not a comment\n\n  y`;\n  b();\n";
        assert_eq!(compact(source), "const a = `x\n    // not a comment\n\n  y`;\nb();\n");
    }
}
