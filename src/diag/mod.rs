//! What a build may say: one diagnostic per fault, with its place, reason and remedy.
//!
//! 1. [`Rule`]: its code, why it is there, an example, the remedy. Each is declared beside its check, or in its room's `rules.rs` where reading is the check.
//! 2. [`Complaint`]: what is wrong, said by a helper that knows no files. `.at(span)` makes it a [`Diagnostic`].
//! 3. [`Checked`]: a value and everything that was wrong with it.
//! 4. [`Edit`]: a change to a source that would fix a fault.
//! 5. [`mod@print`]: the human, short and JSON forms.

mod edit;
mod nearest;
pub mod print;
mod rules;

use std::borrow::Borrow;

use crate::source::Span;

pub use edit::{Edit, applied};
pub use nearest::{nearest, surely};
pub use rules::{Code, Rule};
pub(crate) use rules::{rule, rules};

/// How bad it is. An error keeps a build from writing; the others change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    Hint,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// What is wrong, before anybody has said where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Complaint {
    pub code: Code,
    pub message: String,
    pub help: Option<String>,
    /// What the value should be, when that is beyond doubt.
    pub instead: Option<String>,
}

impl Complaint {
    pub fn new(code: Code, message: impl Into<String>) -> Complaint {
        Complaint { code, message: message.into(), help: None, instead: None }
    }

    /// What the value should be; only where no other can have been meant.
    pub fn instead(mut self, value: impl Into<String>) -> Complaint {
        self.instead = Some(value.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Complaint {
        self.help = Some(help.into());
        self
    }

    /// Adds ``did you mean `x`?`` when one of `known` is near to `given`, else names all of them if they are few.
    pub fn suggest<'a>(self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Complaint {
        let known: Vec<&str> = known.into_iter().collect();
        match nearest(given, known.iter().copied()) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if known.is_empty() || known.len() > 16 => self,
            None => {
                let listed: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
                self.help(format!("known: {}", listed.join(", ")))
            }
        }
    }

    pub fn at(self, span: Span) -> Diagnostic {
        let fix = self.instead.map(|value| Box::new(Edit::value(span.clone(), value)));
        Diagnostic { code: self.code, message: self.message, at: span, also: Vec::new(), help: self.help, fix }
    }
}

/// One fault at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub message: String,
    pub at: Span,
    pub also: Vec<Label>,
    pub help: Option<String>,
    /// What `check --fix` does about it; nothing where an author must decide.
    pub fix: Option<Box<Edit>>,
}

impl Diagnostic {
    pub fn also(mut self, message: impl Into<String>, at: Span) -> Diagnostic {
        self.also.push(Label { message: message.into(), at });
        self
    }

    pub fn fix(mut self, edit: Edit) -> Diagnostic {
        self.fix = Some(Box::new(edit));
        self
    }

    pub fn severity(&self) -> Severity {
        self.code.rule().severity
    }

    /// The order in which diagnostics are shown: by place, then by code and text.
    pub fn sort_key(&self) -> (&Span, Code, &str) {
        (&self.at, self.code, &self.message)
    }
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub message: String,
    pub at: Span,
}

/// A value and its faults. Not a `Result`: a file may have five faults and still mean something.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// `None` when an error left nothing to go on with.
    pub value: Option<T>,
    pub diagnostics: Vec<Diagnostic>,
}

/// A fault of a template that all pages share is reported once, for the first of them.
pub fn one_for_each_place(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    faults.dedup_by(|a, b| a.code == b.code && a.at == b.at);
    faults
}

/// Sorts and removes repetitions.
pub fn in_order<D: Borrow<Diagnostic> + PartialEq>(mut diagnostics: Vec<D>) -> Vec<D> {
    diagnostics.sort_by(|a, b| a.borrow().sort_key().cmp(&b.borrow().sort_key()));
    diagnostics.dedup();
    diagnostics
}

pub fn count(diagnostics: &[impl Borrow<Diagnostic>], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| (*diagnostic).borrow().severity() == severity).count()
}
