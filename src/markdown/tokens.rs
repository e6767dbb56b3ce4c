//! HTML to its tokens, as browsers read them: the author's HTML, and pages that a theme has made.

use std::cell::{Cell, RefCell};

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{self, BufferQueue, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A token with the number of the line on which it ends, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Start(Tag),
    End(String),
    Text(String),
    Comment(String),
    /// The text ended within a tag or a comment.
    Unfinished,
}

/// An element as it opens: its name and the names of its attributes in small letters, the values as they are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub is_self_closing: bool,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The elements of a page as they open, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let tags = tokens(html).into_iter().filter_map(|(token, _)| match token {
        Token::Start(tag) => Some(tag),
        Token::End(_) | Token::Text(_) | Token::Comment(_) | Token::Unfinished => None,
    });
    tags.collect()
}

/// The tokens of a piece of HTML.
pub(super) fn tokens(html: &str) -> Vec<(Token, u64)> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.tokens.into_inner()
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<(Token, u64)>>,
    /// Depth within drawings and formulas, in which nothing is raw text.
    foreign: Cell<usize>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: tokenizer::Token, line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        match token {
            tokenizer::Token::TagToken(tag) => {
                let name = tag.name.to_string();
                let is_foreign = matches!(name.as_str(), "svg" | "math");
                if tag.kind == TagKind::EndTag {
                    self.foreign.set(self.foreign.get().saturating_sub(usize::from(is_foreign)));
                    tokens.push((Token::End(name), line));
                    return TokenSinkResult::Continue;
                }
                self.foreign.set(self.foreign.get() + usize::from(is_foreign && !tag.self_closing));
                let attributes = tag.attrs.iter();
                let attributes = attributes.map(|found| (found.name.local.to_string(), found.value.to_string()));
                let after = match name.as_str() {
                    _ if self.foreign.get() > 0 => TokenSinkResult::Continue,
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
                let tag = Tag { name, attributes: attributes.collect(), is_self_closing: tag.self_closing };
                tokens.push((Token::Start(tag), line));
                return after;
            }
            tokenizer::Token::CharacterTokens(text) => match tokens.last_mut() {
                Some((Token::Text(last), _)) => last.push_str(&text),
                _ => tokens.push((Token::Text(text.to_string()), line)),
            },
            tokenizer::Token::CommentToken(text) => tokens.push((Token::Comment(text.to_string()), line)),
            tokenizer::Token::ParseError(error) if error.contains("EOF") => tokens.push((Token::Unfinished, line)),
            tokenizer::Token::NullCharacterToken
            | tokenizer::Token::DoctypeToken(_)
            | tokenizer::Token::EOFToken
            | tokenizer::Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_read_as_browsers_read_it() {
        let names = |html: &str| -> Vec<String> { tags(html).into_iter().map(|tag| tag.name).collect() };
        assert_eq!(names("<P a=1>x<!-- <b> --><script>if (a<b) '<i>'</script><br/>"), ["p", "script", "br"]);
        assert_eq!(names("<textarea><b></textarea><a title='<i>'>"), ["textarea", "a"]);
        assert_eq!(tags("<a title=\"&#1;&amp;quot;\">")[0].get("title"), Some("\u{1}&quot;"));
        assert_eq!(tokens("<div title=\"x"), [(Token::Unfinished, 1)]);
    }
}
