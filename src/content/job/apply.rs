//! How to apply, as a posting says it.

use super::Apply;
use super::details::phone;
use crate::content::fields::Fields;
use crate::content::rules::{MISSING_FIELD, TOO_MANY};
use crate::content::words;
use crate::diag::Complaint;
use crate::markdown::rules::BAD_ADDRESS;
use crate::parse::Value;

/// Reads how to apply: one way, a list of them, or a group.
pub fn apply(fields: &mut Fields<'_>) -> Option<Apply> {
    let node = fields.required("apply").node()?;
    if let Value::Map(_) = &node.value {
        let span = node.span.clone();
        let mut parts = fields.optional("apply").fields()?;
        let given = ["url", "email", "phone", "instructions"].iter().any(|name| parts.has(name));
        let url = parts.optional("url").read(words::web_address).map(|url| url.value);
        let email = parts.optional("email").read(words::email).map(|email| email.value);
        let phone = parts.optional("phone").read(phone).map(|phone| phone.value);
        let instructions = parts.optional("instructions").text().map(|text| text.value);
        if !given {
            let complaint = Complaint::new(MISSING_FIELD, "`apply` needs `url`, `email`, `phone` or `instructions`")
                .help("add one of them");
            parts.complain(complaint.at(span));
        }
        parts.finish();
        let apply = Apply { url, email, phone, instructions };
        return (apply != Apply::default()).then_some(apply);
    }
    let mut all = Apply::default();
    for way in fields.optional("apply").list_then(way) {
        let Apply { url, email, phone, .. } = way.value;
        let is_second = url.is_some() && all.url.is_some()
            || email.is_some() && all.email.is_some()
            || phone.is_some() && all.phone.is_some();
        if is_second {
            let complaint = Complaint::new(TOO_MANY, "`apply` has two of a kind, and a page shows one of each");
            fields.complain(complaint.help("keep one web address, one e-mail address, one phone number").at(way.span));
            continue;
        }
        all.url = all.url.or(url);
        all.email = all.email.or(email);
        all.phone = all.phone.or(phone);
    }
    (all != Apply::default()).then_some(all)
}

/// One way to apply.
fn way(text: &str) -> Result<Apply, Complaint> {
    if text.starts_with("tel:") || text.starts_with('+') {
        return Ok(Apply { phone: Some(phone(text)?), ..Apply::default() });
    }
    if text.contains(' ') {
        let complaint = Complaint::new(BAD_ADDRESS, format!("`{text}` is neither a web address nor an e-mail address"));
        return Err(complaint.help(format!("write `apply: {{ instructions: \"{}\" }}`", text.replace('"', "'"))));
    }
    let address = text.strip_prefix("mailto:").unwrap_or(text);
    if address.contains('@') && !address.contains('/') {
        let email = words::email(address)?;
        return Ok(Apply { email: Some(email), ..Apply::default() });
    }
    Ok(Apply { url: Some(words::web_address(text)?), ..Apply::default() })
}
