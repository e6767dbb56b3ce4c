//! Directives: what an author may put into a text beside Markdown's own, in the generic form that Markdown tools share.
//!
//! ```text
//! ::button[Apply now]{href=https://jobs.example/42}
//!
//! :::note{kind=tip title="Before you apply"}
//! Text in Markdown.
//! :::
//! ```

use super::target::Target;
use crate::source::Span;

/// What a directive is, and what it takes: the one place where this is said.
pub struct Declared {
    pub name: Name,
    /// As it is written.
    pub word: &'static str,
    /// Whether text stands in it, up to a line of colons.
    pub has_content: bool,
    /// What `[…]` behind the name says, and whether it must be there; `None` where there is none.
    pub label: Option<(&'static str, bool)>,
    pub keys: &'static [Key],
    /// Whether an employer's text may have it.
    pub is_for_anybody: bool,
    pub meaning: &'static str,
}

/// A key between the braces of a directive.
pub struct Key {
    pub name: &'static str,
    pub takes: Takes,
    pub is_required: bool,
    pub meaning: &'static str,
}

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Text,
    /// An address as a link has it.
    Link,
    /// An address as a picture has it.
    Picture,
    /// The address of a video.
    Video,
    Number,
    OneOf(&'static [&'static str]),
}

/// The directives there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    Button,
    Column,
    Columns,
    Details,
    Figure,
    Jobs,
    Note,
    Quote,
    Steps,
    Video,
}

const fn key(name: &'static str, takes: Takes, is_required: bool, meaning: &'static str) -> Key {
    Key { name, takes, is_required, meaning }
}

/// Every directive, by its word.
pub const DIRECTIVES: &[Declared] = &[
    Declared {
        name: Name::Button,
        word: "button",
        has_content: false,
        label: Some(("what stands on it", true)),
        keys: &[key("href", Takes::Link, true, "where it leads")],
        is_for_anybody: true,
        meaning: "a link that looks like a button",
    },
    Declared {
        name: Name::Column,
        word: "column",
        has_content: true,
        label: None,
        keys: &[],
        is_for_anybody: true,
        meaning: "one column; stands in `columns`",
    },
    Declared {
        name: Name::Columns,
        word: "columns",
        has_content: true,
        label: None,
        keys: &[],
        is_for_anybody: true,
        meaning: "its `column`s side by side where there is room",
    },
    Declared {
        name: Name::Details,
        word: "details",
        has_content: true,
        label: Some(("what is always shown", true)),
        keys: &[key("state", Takes::OneOf(&["open", "closed"]), false, "how it is found: `closed` if nothing is said")],
        is_for_anybody: true,
        meaning: "text that readers unfold",
    },
    Declared {
        name: Name::Figure,
        word: "figure",
        has_content: true,
        label: None,
        keys: &[
            key("src", Takes::Picture, true, "the picture"),
            key("alt", Takes::Text, true, "what it shows, for readers who can't see it"),
            key("credit", Takes::Text, false, "who made it"),
            key("credit_url", Takes::Link, false, "where its maker or its licence is found"),
        ],
        is_for_anybody: true,
        meaning: "a picture; what stands in it is its caption",
    },
    Declared {
        name: Name::Jobs,
        word: "jobs",
        has_content: false,
        label: Some(("its title", false)),
        keys: &[
            key("tags", Takes::Text, false, "skills or tags, separated by commas: postings with one of them"),
            key("place", Takes::Text, false, "a city, a region or a country"),
            key("company", Takes::Text, false, "a company, by the name of its file"),
            key("limit", Takes::Number, false, "how many at most, 1 to 50; 5 if nothing is said"),
        ],
        is_for_anybody: false,
        meaning: "open postings, the newest first",
    },
    Declared {
        name: Name::Note,
        word: "note",
        has_content: true,
        label: Some(("its title", false)),
        keys: &[key(
            "kind",
            Takes::OneOf(&["note", "tip", "important", "warning", "caution"]),
            false,
            "`note` if nothing is said",
        )],
        is_for_anybody: true,
        meaning: "a box beside the text, as `> [!NOTE]` makes it, with a title of its own",
    },
    Declared {
        name: Name::Quote,
        word: "quote",
        has_content: true,
        label: None,
        keys: &[
            key("by", Takes::Text, true, "who said it"),
            key("source", Takes::Text, false, "where it was said"),
            key("url", Takes::Link, false, "where it can be read"),
        ],
        is_for_anybody: true,
        meaning: "what somebody said, and who",
    },
    Declared {
        name: Name::Steps,
        word: "steps",
        has_content: true,
        label: None,
        keys: &[],
        is_for_anybody: true,
        meaning: "a numbered list as steps on a way",
    },
    Declared {
        name: Name::Video,
        word: "video",
        has_content: false,
        label: Some(("its title", false)),
        keys: &[
            key("src", Takes::Video, true, "its address at YouTube, Vimeo or a PeerTube site, or a file"),
            key("poster", Takes::Picture, false, "a picture of the site that stands in for it"),
        ],
        is_for_anybody: false,
        meaning: "a video; nothing is loaded from elsewhere before a reader asks for it",
    },
];

/// A directive with its values. Two are equal that say the same; where they stand doesn't count.
#[derive(Clone, Debug)]
pub struct Directive {
    pub name: Name,
    pub label: Box<str>,
    pub(super) values: Vec<(&'static str, Value)>,
    /// Its line.
    pub span: Span,
    /// How many it begins with.
    pub(super) colons: usize,
    /// Something is wrong with its line, and was told.
    pub(super) is_faulty: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value {
    Text(Box<str>),
    Target(Target),
}

impl PartialEq for Directive {
    fn eq(&self, other: &Directive) -> bool {
        let Directive { name, label, values, span: _, colons, is_faulty } = self;
        (name, label, values, colons, is_faulty)
            == (&other.name, &other.label, &other.values, &other.colons, &other.is_faulty)
    }
}

impl Eq for Directive {}

impl std::hash::Hash for Directive {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let Directive { name, label, values, span: _, colons, is_faulty } = self;
        (name, label, values, colons, is_faulty).hash(state);
    }
}

impl Directive {
    /// The text of a key.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.iter().find_map(|(known, value)| match value {
            Value::Text(text) if *known == name => Some(&**text),
            _ => None,
        })
    }

    /// The number of a key.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.text(name)?.parse().ok()
    }

    /// The address of a key.
    pub fn target(&self, name: &str) -> Option<&Target> {
        self.values.iter().find_map(|(known, value)| match value {
            Value::Target(target) if *known == name => Some(target),
            _ => None,
        })
    }

    /// All its addresses.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.values.iter().filter_map(|(_, value)| match value {
            Value::Target(target) => Some(target),
            Value::Text(_) => None,
        })
    }

    /// What stands above its text where no template makes it, in strong letters. `word` is a word of the theme.
    pub(super) fn above(&self, word: &dyn Fn(&str) -> String) -> Option<String> {
        match self.name {
            Name::Note if self.label.is_empty() => Some(word(self.text("kind").unwrap_or("note"))),
            Name::Note | Name::Details => Some(self.label.to_string()),
            _ => None,
        }
    }

    /// What stands below its text there, and where that leads.
    pub(super) fn below(&self) -> Option<(String, Option<&Target>)> {
        match self.name {
            Name::Quote => {
                let source = self.text("source").map_or_else(String::new, |source| format!(", {source}"));
                let by = format!("— {}{source}", self.text("by").unwrap_or_default());
                Some((by, self.target("url")))
            }
            Name::Figure => Some((self.text("credit")?.to_owned(), self.target("credit_url"))),
            _ => None,
        }
    }

    /// Whether its text is a quote there.
    pub(super) fn is_quote(&self) -> bool {
        matches!(self.name, Name::Note | Name::Quote)
    }

    /// What it links to there, and the text of the link.
    pub(super) fn link(&self) -> Option<(&str, &Target)> {
        let target = match self.name {
            Name::Button => self.target("href")?,
            Name::Video => self.target("src")?,
            _ => return None,
        };
        Some((&self.label, target))
    }

    /// The word of its name.
    pub fn word(&self) -> &'static str {
        declared(self.name).word
    }
}

fn declared(name: Name) -> &'static Declared {
    DIRECTIVES.iter().find(|known| known.name == name).expect("every name is declared")
}
