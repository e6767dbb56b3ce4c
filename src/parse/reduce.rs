//! A text's HTML to the few elements that a job board shows.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What is left of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// Headings, lists, tables, emphasis (Indeed, "XML feed", 2026).
    Indeed,
    /// `b strong u i em br p ul li`; headings become strong paragraphs (LinkedIn, "XML feeds development guide", 2026).
    LinkedIn,
    /// No element: lines.
    Text,
}

const INDEED: &[&str] = &[
    "b", "strong", "em", "i", "u", "h2", "h3", "h4", "h5", "h6", "br", "p", "ul", "ol", "li", "table", "thead",
    "tbody", "tr", "td", "th",
];
const LINKEDIN: &[&str] = &["b", "strong", "u", "i", "em", "br", "p", "ul", "li"];

fn cleaner(tags: &[&'static str]) -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .tags(tags.iter().copied().collect())
        .tag_attributes(HashMap::new())
        .generic_attributes(HashSet::new())
        .link_rel(None);
    builder
}

static FOR_INDEED: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| cleaner(INDEED));
static FOR_LINKEDIN: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| cleaner(LINKEDIN));
static FOR_TEXT: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| cleaner(&[]));

/// The HTML with those elements alone, without attributes; what stands in others stays as text.
pub fn reduced(html: &str, reduction: Reduction) -> String {
    // The arrow back from a footnote leads nowhere there.
    let html = &html.replace('↩', "");
    match reduction {
        Reduction::Indeed => FOR_INDEED.clean(html).to_string().trim().to_owned(),
        Reduction::LinkedIn => {
            // A table becomes a paragraph with a line for each row.
            let mut html = html.replace("<ol", "<ul").replace("</ol>", "</ul>");
            for (from, to) in
                [("<table", "<p"), ("</table>", "</p>"), ("</tr>", "<br>"), ("</td>", " "), ("</th>", " ")]
            {
                html = html.replace(from, to);
            }
            for level in 1..=6 {
                html = html.replace(&format!("</h{level}>"), "</strong></p>");
                html =
                    html.replace(&format!("<h{level}>"), "<p><strong>").replace(&format!("<h{level} "), "<p><strong ");
            }
            FOR_LINKEDIN.clean(&html).to_string().trim().to_owned()
        }
        Reduction::Text => {
            let mut html = html.replace("<br", "\n<br").replace("<li", "\n- <li");
            for cell in ["</td>", "</th>"] {
                html = html.replace(cell, &format!(" {cell}"));
            }
            for end in ["</p>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>", "</tr>", "</pre>", "</ul>", "</ol>"] {
                html = html.replace(end, &format!("{end}\n"));
            }
            let text = FOR_TEXT.clean(&html).to_string();
            let text = text.replace("&nbsp;", "\u{a0}").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            let lines: Vec<String> = text
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|line| !line.is_empty())
                .collect();
            lines.join("\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_taker_shows_is_left() {
        let html = "<h2 id=\"u-a\">What</h2><p class=\"x\">R&amp;D <a href=\"https://x.example\">site</a></p><ol start=\"2\"><li>One</li></ol><script>x</script><table><tr><td>1</td></tr></table>";
        assert_eq!(
            reduced(html, Reduction::LinkedIn),
            "<p><strong>What</strong></p><p>R&amp;D site</p><ul><li>One</li></ul><p>1 <br></p>"
        );
        assert_eq!(
            reduced(html, Reduction::Indeed),
            "<h2>What</h2><p>R&amp;D site</p><ol><li>One</li></ol><table><tbody><tr><td>1</td></tr></tbody></table>"
        );
        assert_eq!(reduced(html, Reduction::Text), "What\nR&D site\n- One\n1");
    }
}
