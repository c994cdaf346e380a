//! Listings, rows of tables, timelines and further reading: Markdown that has to have a certain shape.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "listing-option",
        title: "The first line of a block says something that is not known",
        explanation: "After its language a listing may have a `title` in quotes, and then the word `notes`. After the name of a widget nothing follows.",
        wrong: "```python linenos\nserve()\n```",
        right: "```python title=\"server.py\"\nserve()\n```",
    },
    Code {
        code: "note-mismatch",
        title: "The markers in a listing and the list of its notes do not fit",
        explanation: "A listing with `notes` has markers at the ends of its lines that count up from 1. A numbered list directly after it has a note for each of them, in the same order.",
        wrong: "```python notes\nserve()  # (2)\n```\n\n1. Waits for the next request.",
        right: "```python notes\nserve()  # (1)\n```\n\n1. Waits for the next request.",
    },
    Code {
        code: "row-width",
        title: "A row has more or fewer cells than the head of its table",
        explanation: "Markdown would fill up a short row and cut a long one without a word. A bar that is part of a cell is written with a backslash, also in code.",
        wrong: "| Way | Cost |\n| --- | --- |\n| Polling | `a | b` |",
        right: "| Way | Cost |\n| --- | --- |\n| Polling | `a \\| b` |",
    },
    Code {
        code: "row-without-name",
        title: "The first cell of a row is empty",
        explanation: "The first cell is the name of the row: it is read out before each cell, and it is the heading of the card that the row becomes on a phone.",
        wrong: "| Way | Cost |\n| --- | --- |\n| | 12 |",
        right: "| Way | Cost |\n| --- | --- |\n| Polling | 12 |",
    },
    Code {
        code: "timeline-shape",
        title: "A timeline has another shape than a timeline",
        explanation: "The line that starts with `Timeline:` says what is told. Directly after it comes a list of two moments or more. Each is one line that starts with its time in bold.",
        wrong: "Timeline: How the web’s language grew\n\n- In 1991, HTTP/0.9.",
        right: "Timeline: How the web’s language grew\n\n- **1991** HTTP/0.9: one line asks.\n- **1997** HTTP/1.1: connections stay open.",
    },
    Code {
        code: "reading-shape",
        title: "The section on further reading is more or less than a list of readings",
        explanation: "The section with the id `reading` is one list. Every entry starts with a link to another site and then says what one finds there, so that readers can choose.",
        wrong: "## Further reading {#reading}\n\n- [HTTP Semantics](https://www.rfc-editor.org/rfc/rfc9110)",
        right: "## Further reading {#reading}\n\n- [HTTP Semantics](https://www.rfc-editor.org/rfc/rfc9110): what methods and status codes mean.",
    },
];
