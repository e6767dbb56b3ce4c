//! Structured data of the site, its articles, companies and authors (schema.org 29; Google, "Article", "Organization", "Breadcrumb" and
//! "Profile page", 2026).

use serde_json::{Map, Value, json};

use super::Renderer;
use super::structured::insert;
use super::views::{ArticleView, AuthorView, CompanyView, ImageView, Link};
use crate::model::Lang;
use crate::relate::EntryId;

impl Renderer {
    /// Who publishes the site.
    fn publisher(&self, lang: &Lang) -> Value {
        let home = self.whole(&self.href(&self.site.config.home(lang)));
        let mut publisher = json!({ "@type": "Organization", "@id": format!("{home}#publisher"), "name": self.site.config.texts(lang).title, "url": home });
        let logo = self.icon_addresses().map(|(_, png)| self.whole(&png).into());
        insert(&mut publisher, "logo", logo);
        publisher
    }

    pub fn website_data(&self, lang: &Lang) -> Value {
        let texts = self.site.config.texts(lang);
        let home = self.whole(&self.href(&self.site.config.home(lang)));
        let mut site = json!({
            "@context": "https://schema.org", "@type": "WebSite", "@id": format!("{home}#site"), "name": texts.title, "url": home,
            "inLanguage": lang.as_str(), "publisher": self.publisher(lang),
        });
        insert(&mut site, "description", text(&texts.description));
        site
    }

    pub fn article_data(&self, id: EntryId, view: &ArticleView) -> Value {
        let entry = self.site.entry(id);
        let lang = &entry.head().lang;
        let url = self.whole(&view.card.url);
        let mut article = json!({
            "@context": "https://schema.org", "@type": "BlogPosting", "headline": view.card.title, "url": url,
            "mainEntityOfPage": url, "datePublished": view.card.date.iso, "inLanguage": lang.as_str(),
            "wordCount": entry.body().words(), "publisher": self.publisher(lang),
        });
        insert(&mut article, "description", text(&view.card.summary));
        insert(&mut article, "dateModified", view.card.updated.as_ref().map(|updated| updated.iso.clone().into()));
        let authors: Vec<Value> = view.card.authors.iter().map(|author| self.person(author)).collect();
        insert(&mut article, "author", (!authors.is_empty()).then(|| authors.into()));
        let tags: Vec<Value> = view.card.tags.iter().map(|tag| tag.name.clone().into()).collect();
        insert(&mut article, "keywords", (!tags.is_empty()).then(|| tags.into()));
        insert(
            &mut article,
            "isPartOf",
            view.series.as_ref().map(|series| json!({ "@type": "CreativeWorkSeries", "name": series.name })),
        );
        let images: Vec<Value> = [view.card.image.clone(), self.share_picture(id)]
            .into_iter()
            .flatten()
            .map(|image| self.image_data(&image))
            .collect();
        insert(&mut article, "image", (!images.is_empty()).then(|| images.into()));
        article
    }

    fn person(&self, author: &Link) -> Value {
        json!({ "@type": "Person", "name": author.title, "url": self.whole(&author.url) })
    }

    fn image_data(&self, image: &ImageView) -> Value {
        let mut data = json!({ "@type": "ImageObject", "url": self.whole(&image.url) });
        insert(&mut data, "width", image.width.map(pixels));
        insert(&mut data, "height", image.height.map(pixels));
        data
    }

    pub fn company_data(&self, id: EntryId, view: &CompanyView) -> Value {
        let company = self.site.entry(id).company().expect("a company's page is made from a company");
        let url = self.whole(&view.url);
        let mut data = json!({
            "@context": "https://schema.org", "@type": "Organization", "@id": format!("{url}#company"), "name": view.name,
            "url": view.website.clone().unwrap_or_else(|| url.clone()), "mainEntityOfPage": url,
        });
        insert(&mut data, "description", text(&view.summary));
        insert(&mut data, "logo", view.logo.as_ref().map(|logo| self.whole(&logo.url).into()));
        insert(&mut data, "foundingDate", company.founded.map(|year| year.to_string().into()));
        let links: Vec<Value> = view.links.iter().map(|link| link.url.clone().into()).collect();
        insert(&mut data, "sameAs", (!links.is_empty()).then(|| links.into()));
        let places: Vec<Value> = company
            .places
            .iter()
            .map(|place| super::structured::place(place).get("address").cloned().unwrap_or_default())
            .collect();
        insert(&mut data, "address", (!places.is_empty()).then(|| places.into()));
        data
    }

    pub fn author_data(&self, id: EntryId, view: &AuthorView) -> Value {
        let url = self.whole(&view.url);
        let mut person = json!({ "@type": "Person", "@id": format!("{url}#person"), "name": view.name, "url": url });
        insert(&mut person, "jobTitle", view.role.as_deref().and_then(text));
        insert(&mut person, "description", text(&self.site.entry(id).prose().summary));
        insert(&mut person, "image", view.avatar.as_ref().map(|avatar| self.whole(&avatar.url).into()));
        let mut links: Vec<Value> = view.website.iter().map(|website| website.clone().into()).collect();
        links.extend(view.links.iter().map(|link| Value::from(link.url.clone())));
        insert(&mut person, "sameAs", (!links.is_empty()).then(|| links.into()));
        let mut page = Map::new();
        page.insert("@context".to_owned(), "https://schema.org".into());
        page.insert("@type".to_owned(), "ProfilePage".into());
        page.insert("url".to_owned(), url.into());
        page.insert("mainEntity".to_owned(), person);
        page.into()
    }
}

/// As schema.org wants sizes: a number with its unit.
fn pixels(number: u32) -> Value {
    json!({ "@type": "QuantitativeValue", "value": number, "unitCode": "E37" })
}

fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}
