//! Foreign addresses: which may be linked, read as a browser reads them (WHATWG URL).

use std::fmt;

/// An address that may stand in a link: http, https, mailto or tel, without user name, password or control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeUrl(String);

/// Why an address may not be linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlFault {
    /// A control character or a space stands in it.
    Control,
    /// It has no scheme that browsers know: a relative address, or plain text.
    NotAbsolute,
    /// Its scheme is none of the four.
    Scheme(String),
    /// It carries a user name or a password (`https://google.com@evil.example`).
    UserInfo,
    /// Anything else a browser would refuse; the text says what.
    Malformed(String),
}

impl fmt::Display for UrlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UrlFault::Control => f.write_str("it holds a space or a control character"),
            UrlFault::NotAbsolute => f.write_str("it does not begin with `https://`"),
            UrlFault::Scheme(scheme) => write!(f, "`{scheme}:` is not among http, https, mailto and tel"),
            UrlFault::UserInfo => f.write_str("it hides its host behind a user name"),
            UrlFault::Malformed(reason) => f.write_str(reason),
        }
    }
}

impl SafeUrl {
    /// Any of the four schemes.
    pub fn parse(text: &str) -> Result<SafeUrl, UrlFault> {
        let text = text.trim_matches(' ');
        if text
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'))
        {
            return Err(UrlFault::Control);
        }
        let url = match url::Url::parse(text) {
            Ok(url) => url,
            Err(url::ParseError::RelativeUrlWithoutBase) => return Err(UrlFault::NotAbsolute),
            Err(error) => return Err(UrlFault::Malformed(error.to_string())),
        };
        match url.scheme() {
            "http" | "https" => {
                if !url.username().is_empty() || url.password().is_some() || authority(text).contains('@') {
                    return Err(UrlFault::UserInfo);
                }
                let after_scheme = text.split_once(':').map_or("", |(_, rest)| rest);
                if !after_scheme.starts_with("//") || after_scheme.contains('\\') {
                    return Err(UrlFault::Malformed("two slashes must follow the scheme".to_owned()));
                }
                // A policy, a header or a script that names the host would end at them.
                let is_of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':');
                if !url.host_str().unwrap_or_default().chars().all(is_of_host) {
                    return Err(UrlFault::Malformed("its host has a character that no host has".to_owned()));
                }
            }
            "mailto" => {
                email(url.path())?;
            }
            "tel" => {
                let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')' | ';' | '=');
                if url.path().is_empty() || !url.path().chars().all(is_number) {
                    return Err(UrlFault::Malformed("it is not a telephone number".to_owned()));
                }
            }
            scheme => return Err(UrlFault::Scheme(scheme.to_owned())),
        }
        Ok(SafeUrl(url.into()))
    }

    /// http or https only.
    pub fn web(text: &str) -> Result<SafeUrl, UrlFault> {
        let url = SafeUrl::parse(text)?;
        match url.0.split(':').next() {
            Some("http" | "https") => Ok(url),
            _ => Err(UrlFault::Malformed("it is not the address of a web page".to_owned())),
        }
    }

    /// The `mailto:` address of an e-mail address.
    pub fn mail(text: &str) -> Result<SafeUrl, UrlFault> {
        email(text)?;
        SafeUrl::parse(&format!("mailto:{text}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, for http and https.
    pub fn host(&self) -> Option<String> {
        url::Url::parse(&self.0).ok()?.host_str().map(str::to_owned)
    }

    /// The path with a trailing slash: `/` or `/careers/`.
    pub fn base_path(&self) -> String {
        let path = url::Url::parse(&self.0).map(|url| url.path().to_owned()).unwrap_or_default();
        if path.ends_with('/') { path } else { format!("{path}/") }
    }

    /// Whether it carries a query or a fragment, which a base address may not.
    pub fn has_query_or_fragment(&self) -> bool {
        self.0.contains(['?', '#'])
    }

    /// Scheme and host: `https://example.org`.
    pub fn origin(&self) -> String {
        url::Url::parse(&self.0).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
    }
}

/// An address as it is meant on a page: `b.html` on `https://a.example/x/` is `https://a.example/x/b.html`. What can't be read stays as it is.
pub fn join_address(page: &str, address: &str) -> String {
    let joined = url::Url::parse(page).and_then(|page| page.join(address));
    joined.map_or_else(|_| address.to_owned(), String::from)
}

fn authority(text: &str) -> &str {
    let after = text.split_once("//").map_or("", |(_, rest)| rest);
    after.split(['/', '?', '#', '\\']).next().unwrap_or("")
}

/// `local@domain` in the plain form that every mail program takes; no quoting, no comments.
fn email(text: &str) -> Result<(), UrlFault> {
    let fault = || UrlFault::Malformed("it is not an e-mail address".to_owned());
    let (local, domain) = text.split_once('@').ok_or_else(fault)?;
    let local_fits =
        !local.is_empty() && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let label_fits = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if local_fits && domain.contains('.') && domain.split('.').all(label_fits) { Ok(()) } else { Err(fault()) }
}

impl fmt::Display for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_may_be_linked() {
        for text in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "/local",
            "https://google.com@evil.example",
            "https://a:b@evil.example/",
            "https:evil.example",
            "https:\\\\evil.example",
            "file:///etc/passwd",
            "mailto:nobody",
            "tel:abc",
            "https://",
            "https://exa mple.org",
            "",
            "https://@evil.example",
            "https://a;sandbox;.example/",
            "https://a\"b.example/",
            "https://a'b.example/",
        ] {
            assert!(SafeUrl::parse(text).is_err(), "{text:?} is {:?}", SafeUrl::parse(text));
        }
        for text in [
            "https://example.org/a?b=c#d",
            "http://localhost:8080/",
            "mailto:jobs@example.org",
            "tel:+34-976-000",
            "https://bücher.example/",
        ] {
            assert!(SafeUrl::parse(text).is_ok(), "{text:?} is {:?}", SafeUrl::parse(text));
        }
        assert_eq!(SafeUrl::parse("https://bücher.example/").unwrap().as_str(), "https://xn--bcher-kva.example/");
        assert!(SafeUrl::web("mailto:a@b.example").is_err());
        assert_eq!(SafeUrl::mail("a@b.example").unwrap().as_str(), "mailto:a@b.example");
    }

    #[test]
    fn a_base_address_has_a_path() {
        assert_eq!(SafeUrl::web("https://example.org/careers").unwrap().base_path(), "/careers/");
        assert_eq!(SafeUrl::web("https://example.org").unwrap().base_path(), "/");
    }
}
