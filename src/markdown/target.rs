//! Where links and pictures of a body lead.

use std::sync::Arc;

use crate::source::{SafeUrl, Span, SrcPath};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub target: Target,
    pub title: Box<str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub target: Target,
    pub alt: Box<str>,
    pub title: Box<str>,
}

/// Where a link or the source of a picture leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Site(Arc<LinkTarget>),
    Foreign(SafeUrl),
    /// As it was written, unchecked: in CommonMark alone.
    Written(Box<str>),
}

/// Where a link within the site goes. Two are equal that lead to the same place; where they stand doesn't count.
#[derive(Clone, Debug)]
pub struct LinkTarget {
    pub shape: Shape,
    /// The part from `?` on, or nothing.
    pub query: String,
    /// The part after `#`, decoded, without the `#`.
    pub anchor: Option<String>,
    pub span: Span,
    /// A picture's source, not a link to follow.
    pub is_image: bool,
}

impl PartialEq for LinkTarget {
    fn eq(&self, other: &LinkTarget) -> bool {
        let LinkTarget { shape, query, anchor, span: _, is_image } = self;
        (shape, query, anchor, is_image) == (&other.shape, &other.query, &other.anchor, &other.is_image)
    }
}

impl Eq for LinkTarget {}

impl std::hash::Hash for LinkTarget {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let LinkTarget { shape, query, anchor, span: _, is_image } = self;
        (shape, query, anchor, is_image).hash(state);
    }
}

impl LinkTarget {
    /// The path as it was written, without anchor and query; empty for this page.
    pub fn path(&self) -> &str {
        match &self.shape {
            Shape::Source(path) => path.as_str(),
            Shape::Address(address) => address,
            Shape::Here => "",
        }
    }
}

/// How a link within the site was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `../articles/y.md`: a source, resolved from the file it stands in.
    Source(SrcPath),
    /// `/jobs/x/`: an address from the site's root.
    Address(String),
    /// `#heading`: this page.
    Here,
}
