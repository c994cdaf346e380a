//! Where links lead.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "dead-link",
        title: "A link leads nowhere",
        explanation: "Links within the course are paths to files, relative to the file that they stand in, and ids of headings or widgets. Here the file or the id is not there.",
        wrong: "[About](about.md) in absolute-basics/client-server.md",
        right: "[About](../about.md) in absolute-basics/client-server.md",
    },
    Code {
        code: "link-scheme",
        title: "A link to another site that is not secure",
        explanation: "Links to other sites start with `https:`. What a page links to over `http:` can be replaced on the way, and scripts and mail addresses are no pages.",
        wrong: "[RFC 9110](http://www.rfc-editor.org/rfc/rfc9110)",
        right: "[RFC 9110](https://www.rfc-editor.org/rfc/rfc9110)",
    },
    Code {
        code: "bad-link",
        title: "A link is no address",
        explanation: "Nothing stands after `https://`, or there is a space in the address.",
        wrong: "[RFC 9110](https://)",
        right: "[RFC 9110](https://www.rfc-editor.org/rfc/rfc9110)",
    },
    Code {
        code: "link-empty",
        title: "A link has no words",
        explanation: "Nobody can see it, and somebody who hears the page is told only that there is a link. Write where it leads.",
        wrong: "[](#one-asks)",
        right: "[who asks first](#one-asks)",
    },
    Code {
        code: "link-to-draft",
        title: "A link leads to a card that is a draft",
        explanation: "A draft has no page, so the words are shown without a link until it is published.",
        wrong: "The [[jitter]] decides, while cards/jitter.md has draft = true",
        right: "The same, once the card is published",
    },
];
