//! Enums that are written as words in a file.

/// An enum of words: the canonical one first, then other spellings that come in.
macro_rules! word_enum {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $(| $other:literal)*),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),* }

        impl $name {
            /// Every word that is read, and what it means; the canonical ones come first among their equals.
            pub const WORDS: &'static [(&'static str, $name)] = &[$(($word, $name::$variant), $(($other, $name::$variant),)*)*];
            pub const CANONICAL: &'static [&'static str] = &[$($word),*];

            /// The canonical word.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }
    };
}

pub(in crate::content) use word_enum;
