//! An article's fields to an [`Article`].

use super::fields::Fields;
use super::words;
use crate::diag::Complaint;
use crate::model::{Article, Config, JobsBlock};
use crate::parse::Value;
use crate::validate::rules::{MISSING_FIELD, UPDATED_BEFORE_DATE};

pub fn article(fields: &mut Fields<'_>, config: &Config) -> Option<Article> {
    let zone = config.zone();
    let date = fields.required("date").read(words::date).and_then(|date| date.value.start(&zone));
    let updated = fields.optional("updated").read(words::date).and_then(|date| date.value.start(&zone));
    let updated_span = fields.optional("updated").node().map(|node| node.span.clone());
    if let (Some(date), Some(updated), Some(span)) = (&date, &updated, updated_span)
        && updated.date() < date.date()
    {
        let complaint = Complaint::new(UPDATED_BEFORE_DATE, "the article was updated before it was published");
        fields.complain(complaint.help("correct `date` or `updated`").at(span));
    }
    let mut authors = fields.optional("author").texts();
    for author in fields.optional("authors").texts() {
        if !authors.iter().any(|known| known.value == author.value) {
            authors.push(author);
        }
    }
    let tags = fields.optional("tags").texts();
    let image = fields.optional("image").text();
    let image_alt = fields.optional("image_alt").text().map(|alt| alt.value);
    if let Some(image) = image.as_ref().filter(|_| image_alt.is_none()) {
        let complaint = Complaint::new(MISSING_FIELD, "`image` needs `image_alt`, for readers who don't see it")
            .help("add `image_alt: what the picture shows`");
        fields.complain(complaint.at(image.span.clone()));
    }
    let series = fields.optional("series").text().map(|series| series.value);
    let toc = fields.optional("toc").flag();
    let jobs = jobs(fields);
    Some(Article { date: date?, updated, authors, tags, image, image_alt, series, toc, jobs })
}

fn jobs(fields: &mut Fields<'_>) -> JobsBlock {
    const USUAL: usize = 5;
    match fields.optional("jobs").node().map(|node| &node.value) {
        None => JobsBlock { tags: Vec::new(), limit: USUAL },
        Some(Value::Scalar { text, .. }) if text == "false" => JobsBlock { tags: Vec::new(), limit: 0 },
        Some(_) => {
            let Some(mut parts) = fields.optional("jobs").fields() else {
                return JobsBlock { tags: Vec::new(), limit: USUAL };
            };
            let tags = parts.optional("tags").texts();
            let limit =
                parts.optional("limit").number(0, 100).and_then(|limit| usize::try_from(limit).ok()).unwrap_or(USUAL);
            parts.finish();
            JobsBlock { tags, limit }
        }
    }
}
