//! Files, the course, and what stands at the head of a page.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "file-missing",
        title: "A file that something names is not there",
        explanation: "`course.toml` names a lesson and there is no such file, or a file that every course has is missing. The file may be misspelt, in the folder of another unit, or not in UTF-8.",
        wrong: "course.toml: { slug = \"client-sever\" }\nfolder:      absolute-basics/client-server.md",
        right: "course.toml: { slug = \"client-server\" }\nfolder:      absolute-basics/client-server.md",
    },
    Code {
        code: "file-too-large",
        title: "A page is larger than a megabyte",
        explanation: "No lesson comes near that, so something else was pasted in. The rest of such a file is not read.",
        wrong: "a page with a log of 2 MB in it",
        right: "the ten lines of the log that the lesson talks about",
    },
    Code {
        code: "lesson-unlisted",
        title: "A lesson stands in the folder of a unit that does not name it",
        explanation: "Without its place in `course.toml` a lesson has no page, no number and no neighbours. It was forgotten there, or is misspelt there.",
        wrong: "folder:      absolute-basics/connections.md\ncourse.toml: lessons = []",
        right: "folder:      absolute-basics/connections.md\ncourse.toml: lessons = [{ slug = \"connections\" }]",
    },
    Code {
        code: "course-empty",
        title: "The course has no units",
        explanation: "`course.toml` says which units there are and which lessons belong to them. Without a unit there is nothing to publish.",
        wrong: "title = \"Roundtrip\"\ndescription = \"A course.\"",
        right: "title = \"Roundtrip\"\ndescription = \"A course.\"\n\n[[unit]]\nid = \"absolute-basics\"\ntitle = \"Absolute basics\"\nline = \"One side asks, the other answers.\"\nlessons = []",
    },
    Code {
        code: "bad-site-url",
        title: "The address of the site is not that of a folder",
        explanation: "Canonical links, the sitemap and previews are made by putting the address of a page behind it. So it starts with `https://` and ends with a slash. Leave it out as long as it is not known.",
        wrong: "site_url = \"example.org/course\"",
        right: "site_url = \"https://example.org/course/\"",
    },
    Code {
        code: "front-matter-missing",
        title: "A page does not start with its front matter",
        explanation: "The first line is `+++`, followed by the keys of the page and another `+++`. Without them a page has no title, no description and no id.",
        wrong: "# About\n\nText.",
        right: "+++\ntitle = \"About\"\ndescription = \"What this is.\"\n+++\n\nText.",
    },
    Code {
        code: "front-matter-open",
        title: "The front matter does not end",
        explanation: "Everything up to a second line of `+++` is read as keys. Without it the whole text would be.",
        wrong: "+++\ntitle = \"About\"\n\nText.",
        right: "+++\ntitle = \"About\"\ndescription = \"What this is.\"\n+++\n\nText.",
    },
    Code {
        code: "bad-date",
        title: "A day is not written as year-month-day, or is not in the calendar",
        explanation: "`reviewed` is the day on which somebody last checked what the lesson says. It is shown to readers and compared, so it has one form.",
        wrong: "reviewed = \"31.1.2026\"",
        right: "reviewed = \"2026-01-31\"",
    },
    Code {
        code: "objectives-missing",
        title: "A lesson does not say what its reader can do afterwards",
        explanation: "Objectives tell readers whether a lesson is for them, and authors what its questions have to check. Write what somebody can do, not what is treated.",
        wrong: "objectives = []",
        right: "objectives = [\"Say which side is the client, and why.\"]",
    },
    Code {
        code: "unknown-lesson",
        title: "A prerequisite is no lesson of the course",
        explanation: "`prerequisites` has the slugs of lessons: the names of their files without `.md`.",
        wrong: "prerequisites = [\"client-sever\"]",
        right: "prerequisites = [\"client-server\"]",
    },
    Code {
        code: "prerequisite-order",
        title: "A prerequisite does not come earlier in the course",
        explanation: "Somebody who reads the course in order must have met everything that a lesson needs. Either the lesson stands too early, or it does not really need the other one.",
        wrong: "the first lesson with prerequisites = [\"second-lesson\"]",
        right: "the second lesson with prerequisites = [\"first-lesson\"]",
    },
    Code {
        code: "bad-id",
        title: "An id has signs that an id cannot have",
        explanation: "Ids become parts of addresses and names under which answers are stored, so they have only small letters, digits and single hyphens, and start with a letter. The name of a page's file is an id too, and `cards` and `lessons` are taken.",
        wrong: "## How long? {#How_Long}",
        right: "## How long? {#how-long}",
    },
    Code {
        code: "duplicate-id",
        title: "Two things have the same id",
        explanation: "An address leads to one place, and a stored answer belongs to one question. Give the newer of the two another id; the older one may already be in somebody's bookmarks.",
        wrong: "## Cause {#cause}\n\n## Another cause {#cause}",
        right: "## Cause {#cause}\n\n## Another cause {#other-cause}",
    },
    Code {
        code: "too-many-mistakes",
        title: "A file has more mistakes than are worth listing",
        explanation: "After 200 the rest is not reported. Often one mistake near the top, such as a block that does not end, makes all the others.",
        wrong: "a file that is not a lesson at all",
        right: "the same after the first few mistakes are mended",
    },
];
