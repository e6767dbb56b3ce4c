//! Bounds on XML, looked at before a parser that has none of its own: how deep, how many attributes, how many namespaces, no entities.

/// Elements within one another.
const DEPTH_CAP: usize = 100;
/// Attributes of one element.
const ATTRIBUTE_CAP: usize = 256;
/// Declarations of namespaces in all.
const NAMESPACE_CAP: usize = 64;
/// Bytes of one text; style sheets aside.
const TEXT_CAP: usize = 20 << 10;

/// Looks through a document.
///
/// # Errors
/// The bound that it passes, as a phrase.
pub fn check(xml: &str) -> Result<(), String> {
    let (mut depth, mut namespaces, mut is_style) = (0usize, 0usize, false);
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        if at > TEXT_CAP && !is_style {
            return Err(format!("it has a text of more than {TEXT_CAP} bytes"));
        }
        rest = &rest[at..];
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        if let Some((start, end)) = skipped.into_iter().find(|(start, _)| rest.starts_with(start)) {
            let Some(len) = rest[start.len()..].find(end) else { return Err("it is not whole".to_owned()) };
            if start == "<![CDATA[" && len > TEXT_CAP && !is_style {
                return Err(format!("it has a text of more than {TEXT_CAP} bytes"));
            }
            rest = &rest[start.len() + len + end.len()..];
            continue;
        }
        let Some(tag) = Tag::of(rest) else { return Err("it is not whole".to_owned()) };
        if tag.text.starts_with("<!") && tag.text.contains('[') {
            return Err("it declares entities: save it as a plain SVG".to_owned());
        }
        namespaces += tag.namespaces;
        if namespaces > NAMESPACE_CAP {
            return Err(format!("it declares more than {NAMESPACE_CAP} namespaces"));
        }
        if tag.attributes > ATTRIBUTE_CAP {
            return Err(format!("an element has more than {ATTRIBUTE_CAP} attributes"));
        }
        if tag.text.starts_with("</") {
            depth = depth.saturating_sub(1);
            is_style = false;
        } else if !tag.text.starts_with("<!") && !tag.text.ends_with("/>") {
            depth += 1;
            let name = tag.text[1..].split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or("");
            is_style = name.rsplit(':').next() == Some("style");
            if depth > DEPTH_CAP {
                return Err(format!("its elements are nested deeper than {DEPTH_CAP}"));
            }
        }
        rest = &rest[tag.text.len()..];
    }
    Ok(())
}

/// A tag as it is written, from `<` to the `>` that ends it, which may stand in quotes before.
struct Tag<'a> {
    text: &'a str,
    attributes: usize,
    namespaces: usize,
}

impl Tag<'_> {
    fn of(rest: &str) -> Option<Tag<'_>> {
        let (mut quote, mut attributes, mut namespaces) = (None, 0, 0);
        for (at, byte) in rest.bytes().enumerate().skip(1) {
            match (quote, byte) {
                (Some(open), byte) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => {
                    quote = Some(byte);
                    attributes += 1;
                    let before = rest[..at].trim_end().trim_end_matches('=').trim_end();
                    let name = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
                    namespaces += usize::from(name.starts_with("xmlns"));
                    if attributes > ATTRIBUTE_CAP {
                        return Some(Tag { text: &rest[..=at], attributes, namespaces });
                    }
                }
                (None, b'>') => return Some(Tag { text: &rest[..=at], attributes, namespaces }),
                (None, _) => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bound_is_kept_however_it_is_written() {
        let many = |text: &str, n| text.repeat(n);
        for (xml, reason) in [
            (many("<g>", 101), "deeper"),
            (format!("<svg>{}", many("<g id='/>'>", 101)), "deeper"),
            (format!("<svg>{}", many("<g><!--</g>--><![CDATA[</g>]]><?x </g>?>", 101)), "deeper"),
            (format!("<g {}>", (0..300).map(|i| format!("a{i}='x' ")).collect::<String>()), "attributes"),
            (format!("<svg>{}", many("<g xmlns:b = \"y\"/>", 65)), "namespaces"),
            (format!("<text>{}</text>", many("x", 30_000)), "text of more"),
            (format!("<text><![CDATA[{}]]></text>", many("x", 30_000)), "text of more"),
            ("<!DOCTYPE svg [<!ENTITY a 'x'>]><svg/>".to_owned(), "entities"),
            ("<?xmlx ><svg ?><!DOCTYPE svg [<!ENTITY a 'x'>]><svg/>".to_owned(), "entities"),
            ("<svg a='".to_owned(), "not whole"),
            ("<svg><!-- ".to_owned(), "not whole"),
        ] {
            assert!(
                check(&xml).is_err_and(|found| found.contains(reason)),
                "{} {:?}",
                &xml[..xml.len().min(60)],
                check(&xml)
            );
        }
        let fine = format!(
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC \"a>b\" 'c'><svg><style>{}</style>{}</svg>",
            many("a{}", 20_000),
            many("<g><rect/></g>", 9_000)
        );
        assert_eq!(check(&fine), Ok(()));
    }
}
