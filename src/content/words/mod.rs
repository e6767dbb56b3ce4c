//! Words to meanings: dates, pay, places, addresses. A reader here has never heard of files.

mod date;
mod money;
mod pay;
mod pieces;
mod place;
mod states;
mod time;

pub use date::{Written, date, now, written_date, zone};
pub use money::{Around, amount, currency, period, salary_of};
pub use pay::{EXTRAS, pay_note, salary};
pub use place::{Where, areas, country, place, region};
pub use time::{hours, months};

use crate::content::rules::{BAD_ALIAS, BAD_SLUG, EMPTY_SLUG};
use crate::diag::Complaint;
use crate::markdown::rules::BAD_ADDRESS;
use crate::source::{
    Address, PathFault, SafeUrl, Slug, SlugFault, UrlFault, is_hidden, is_page_extension, is_read_by_others, slugify,
};

/// A foreign http or https address.
pub fn web_address(text: &str) -> Result<SafeUrl, Complaint> {
    SafeUrl::web(text).map_err(|fault| bad_address(text, &fault))
}

/// An e-mail address, and as a link.
pub fn email(text: &str) -> Result<(String, SafeUrl), Complaint> {
    match SafeUrl::mail(text) {
        Ok(link) => Ok((text.to_owned(), link)),
        Err(_) => Err(Complaint::new(BAD_ADDRESS, format!("`{text}` is not an e-mail address"))
            .help("write it as `jobs@example.org`")),
    }
}

pub fn bad_address(text: &str, fault: &UrlFault) -> Complaint {
    let complaint = Complaint::new(BAD_ADDRESS, format!("`{text}` can't be linked: {fault}"));
    match fault {
        UrlFault::NotAbsolute if text.contains('.') && !text.contains(' ') => {
            let whole = format!("https://{}", text.trim_start_matches('/'));
            let complaint = complaint.help(format!("write `{whole}`"));
            // What begins so is an address on the web and nothing else.
            if text.starts_with("www.") { complaint.instead(whole) } else { complaint }
        }
        _ => complaint.help("write the whole address, `https://…`"),
    }
}

/// A slug that an author wrote.
pub fn slug(text: &str) -> Result<Slug, Complaint> {
    Slug::new(text).map_err(|fault| {
        let code = if fault == SlugFault::Empty { EMPTY_SLUG } else { BAD_SLUG };
        let reason = match fault {
            SlugFault::Empty => "nothing of it is left for an address".to_owned(),
            SlugFault::Character(c) => format!("it contains the character {c:?}"),
            SlugFault::Dots => "it begins or ends with a dot or a space".to_owned(),
            SlugFault::Windows => "it is a device name on Windows".to_owned(),
            SlugFault::TooLong => "it is longer than 200 bytes".to_owned(),
            SlugFault::NotCanonical => "it is not written as addresses are".to_owned(),
        };
        let complaint = Complaint::new(code, format!("`{text}` is not a valid slug: {reason}"));
        match slugify(text).filter(|better| Slug::new(better).is_ok()) {
            Some(better) => complaint.help(format!("write `slug: {better}`")),
            None => complaint.help("use lower-case letters, digits and `-`"),
        }
    })
}

/// A former address of a page. It is made into a page, so it can't be the name of a file that a host, a server or a browser reads.
pub fn alias(text: &str) -> Result<Address, Complaint> {
    let address = address(text)?;
    former_page(&address).map_err(|(reason, help)| {
        Complaint::new(BAD_ALIAS, format!("`{text}` can't be the former address of a page: {reason}")).help(help)
    })?;
    Ok(address)
}

/// Why an address is not that of a page, and what to do about it.
fn former_page(address: &Address) -> Result<(), (String, String)> {
    let path = address.as_str().trim_matches('/');
    let remedy = || "write the address that the page had, such as `/jobs/old/`".to_owned();
    if path.is_empty() {
        return Err(("it is the home page".to_owned(), remedy()));
    }
    for segment in path.split('/') {
        if segment.starts_with(['.', '_']) {
            return Err((
                format!("`{segment}` begins with `{}`, as configuration files of hosts and servers do", &segment[..1]),
                remedy(),
            ));
        }
        if is_read_by_others(segment) {
            return Err((format!("`{segment}` is reserved for hosts, servers or browsers"), remedy()));
        }
    }
    let last = path.rsplit('/').next().unwrap_or(path);
    if last
        .split_once('.')
        .is_some_and(|(stem, _)| stem.eq_ignore_ascii_case("index") || stem.eq_ignore_ascii_case("default"))
    {
        let folder = address.as_str().trim_end_matches('/').strip_suffix(last).unwrap_or("/");
        return Err((
            format!("`{last}` is the name servers look for in a folder"),
            format!("write the folder's own address, `{folder}`"),
        ));
    }
    match last.rsplit_once('.') {
        Some((_, extension)) if !address.as_str().ends_with('/') && !is_page_extension(extension) => {
            let help = format!(
                "write `{address}/` for a page, or `gone: [{address}]` in content/site.yaml for a file that is gone"
            );
            Err((format!("`{last}` is the name of a file"), help))
        }
        _ => Ok(()),
    }
}

/// An address of this site.
pub fn address(text: &str) -> Result<Address, Complaint> {
    if !text.starts_with('/') {
        let complaint = Complaint::new(BAD_ALIAS, format!("`{text}` does not begin with `/`"));
        let is_plain = !text.contains("..") && !text.contains(':');
        return Err(complaint.help(if is_plain {
            format!("write `/{text}`")
        } else {
            "write it from the site's root: `/jobs/old/`".to_owned()
        }));
    }
    let parsed = Address::parse(text).and_then(|address| match address.as_str().chars().find(|c| is_hidden(*c)) {
        Some(hidden) => Err(PathFault::Character(hidden)),
        None => Ok(address),
    });
    parsed.map_err(|fault| {
        Complaint::new(BAD_ALIAS, format!("`{text}` is not an address on this site: {fault}"))
            .help("write it from the site's root: `/jobs/old/`")
    })
}
