//! Rules about texts.

use crate::diag::rules;

rules! {
    HIDDEN_TEXT = Warning "hidden-text" {
        why: "Control characters, characters that turn the direction of what follows, and noncharacters can't be seen: a text with them may say one thing to a reader and another to a search engine, and breaks feeds. They are left out of pages, feeds and files.",
        example: "a text with U+202E, pasted out of another program",
        remedy: "Delete the character and type the text again. Marks of direction (U+200E, U+200F) may stay.",
        source: "Unicode 17, UAX #9 and chapter 23.7, 2025",
    }

    BAD_ADDRESS = Error "bad-address" {
        why: "An address that visitors follow must be one that can't deceive or harm them: http, https, mailto or tel, without a user name, spaces or control characters.",
        example: "apply: javascript:alert(1)",
        remedy: "Write the whole address: `https://…`, or an e-mail address.",
        source: "WHATWG, “URL”, 2026",
    }

    FOREIGN_PICTURE = Warning "foreign-picture" {
        why: "A picture of another site would tell that site who reads the posting, and could become another picture later. A posting or company links to it instead; a logo is left out.",
        example: "![our logo](https://img.example/logo.png) in a posting",
        remedy: "Save the picture beside the file and name it: `![our logo](logo.png)`, or `logo: logo.svg`. A company without a file needs one in content/companies for a logo.",
    }

    BROKEN_LINK = Error "broken-link" {
        why: "The link goes to a file or page of this site that is not there.",
        example: "[guide](../articles/giude.md)",
        remedy: "Correct the path.",
    }

    NESTED_TOO_DEEP = Error "nested-too-deep" {
        why: "Lists and quotes, emphasis and links, or elements of HTML are nested deeper than 100, or directives deeper than 8: no reader could follow.",
        example: "a line of 200 `>`",
        remedy: "Flatten the text.",
    }

    TEXT_TOO_LONG = Error "text-too-long" {
        why: "A text has more than 5,000 links, 5,000 pictures, 2,000 headings, 500 directives or a table of more than 10,000 rows: no reader wants it, and every page that shows it pays for it.",
        example: "a list of 6,000 links",
        remedy: "Split the text.",
    }

    BAD_DIRECTIVE = Error "bad-directive" {
        why: "A line that begins with colons and a name is a directive. The names, their keys and what those may be are a closed set, so that a slip is found and no braces are shown to readers.",
        example: ":::notes",
        remedy: "Correct the name or the key; the README lists them all.",
    }

    BROKEN_HTML = Warning "broken-html" {
        why: "An HTML tag or comment without its end takes what follows with it, up to the end of the text.",
        example: "<div without its `>`",
        remedy: "Close it.",
    }

    DOUBLED_ID = Error "doubled-id" {
        why: "An id names one place of a page: its headings, its footnotes, what the theme and the author's HTML name. A second one could not be linked to, and may hide a part of the page from those who go by keyboard.",
        example: "## Pay {#pay} and ## More pay {#pay}",
        remedy: "Choose another id.",
    }

    BAD_MATH = Warning "bad-math" {
        why: "With `markdown: { math: true }` what stands between dollar signs is TeX; this can't be made into a formula, and is shown as it was typed.",
        example: "$\\fraq{1}{2}$",
        remedy: "Correct the formula; write `\\$` where a dollar sign is money.",
    }

    BLOCKED_BY_POLICY = Warning "blocked-by-policy" {
        why: "The pages are published with a policy that keeps browsers from running inline scripts, applying inline styles and loading from hosts that the site has not named. What it forbids would silently do nothing.",
        example: "<iframe src=\"https://video.example/1\"></iframe> with `raw_html: true`",
        remedy: "Use a directive, or add the source to `csp` in site.yaml.",
        source: "W3C, “Content Security Policy Level 3”, 2025",
    }

    FOREIGN_MARKUP = Warning "foreign-markup" {
        why: "Each tool has markup of its own. What another one means by these signs is shown to readers as they stand.",
        example: "{% include note.html %}",
        remedy: "Write what the message says, or remove it; put signs that are meant into code.",
    }

    UNUSED_FOOTNOTE = Warning "unused-footnote" {
        why: "A footnote that nothing refers to is shown nowhere, and of two with one name the first is shown alone.",
        example: "[^1]: A note, and no [^1] in the text",
        remedy: "Refer to it, or remove it.",
    }

    HEADING_DEMOTED = Hint "heading-demoted" {
        why: "A page has one main heading, its title. Headings of the body begin one level below it.",
        example: "# A heading in the body",
        remedy: "Begin the body's headings with `##`.",
    }

    EMPHASIS_SPACES = Warning "emphasis-spaces" {
        why: "A space after the opening `**` or before the closing one keeps it from being bold, and so does a sign there when a letter stands on the other side: the stars are shown as they are.",
        example: "** important **",
        remedy: "Remove the spaces: `**important**`.",
    }

    LIST_MARKER_SPACE = Warning "list-marker-space" {
        why: "A list item needs a space after its `-`; without it the line is ordinary text.",
        example: "-First item",
        remedy: "Write `- First item`.",
    }

    HEADING_SPACE = Warning "heading-space" {
        why: "A heading needs a space after its `#`; without it the line is ordinary text.",
        example: "##What you will do",
        remedy: "Write `## What you will do`.",
    }

    LINK_AS_TEXT = Warning "link-as-text" {
        why: "A link's address may hold no space, and no space may stand between `]` and `(`; the text is shown as typed.",
        example: "![chart](my chart.png)",
        remedy: "Write `![chart](<my chart.png>)`, or rename the file.",
    }

    UNCHECKED_LINK = Warning "unchecked-link" {
        why: "With `raw_html: true` HTML is published as it is written: its links are neither turned into addresses nor checked.",
        example: "<a href=\"other.md\">other</a>",
        remedy: "Use Markdown for links within the site.",
    }

    RAW_HTML = Warning "raw-html" {
        why: "HTML in the text is shown as text, unless the site allows it for its articles and pages with `raw_html: true`.",
        example: "<b>bold</b>",
        remedy: "Use Markdown: `**bold**`.",
    }

    UNSAFE_HTML = Warning "unsafe-html" {
        why: "Postings and companies come from others. HTML that could run code, load things or imitate the page was removed.",
        example: "<script>…</script> in a posting",
        remedy: "Use Markdown, or plain elements such as <p>, <ul> and <strong>.",
    }
}
