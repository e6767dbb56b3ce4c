//! What a rule is, and how one is declared: where it is checked, with its documentation beside it.

use std::fmt;

use super::Severity;

/// A rule, as `rolecall explain` and the documentation show it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// Lower-case words with hyphens; stable, to be quoted in scripts and searches.
    pub name: &'static str,
    pub severity: Severity,
    /// Why the rule exists.
    pub why: &'static str,
    /// Content that breaks it.
    pub example: &'static str,
    /// How to fix that.
    pub remedy: &'static str,
    /// The specification, vendor page or law behind it, and its date; empty for rules of this program.
    pub source: &'static str,
}

/// Names a rule. Codes are compared and ordered by name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static Rule);

impl Code {
    pub const fn new(rule: &'static Rule) -> Code {
        Code(rule)
    }

    pub fn rule(self) -> &'static Rule {
        self.0
    }

    pub fn name(self) -> &'static str {
        self.0.name
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Declares rules as constants: `NAME = Severity "name" { why: "…", example: "…", remedy: "…", source: "…", }`. The source may be left out.
macro_rules! rule {
    ($($code:ident = $severity:ident $name:literal {
        why: $why:literal,
        example: $example:literal,
        remedy: $remedy:literal,
        $(source: $source:literal,)?
    })+) => {
        $(
            #[doc = $why]
            pub const $code: $crate::diag::Code = $crate::diag::Code::new(&$crate::diag::Rule {
                name: $name,
                severity: $crate::diag::Severity::$severity,
                why: $why,
                example: $example,
                remedy: $remedy,
                source: concat!($($source)?),
            });
        )+
    };
}

/// Declares the rules of a room that are checked while something is read or made, and `RULES`, which lists them.
macro_rules! rules {
    ($($code:ident = $severity:ident $name:literal { $($about:tt)+ })+) => {
        $crate::diag::rule! { $($code = $severity $name { $($about)+ })+ }

        /// Every rule above.
        pub const RULES: &[$crate::diag::Code] = &[$($code),+];
    };
}

pub(crate) use {rule, rules};
