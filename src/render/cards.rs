//! Entries to the views that lists and pages show.

use super::Renderer;
use super::job_views::{ApplyView, ContactView, FactView, JobCard, JobDetails};
use super::shared::Shared;
use super::views::{
    ArticleCard, ArticleView, AuthorView, CardView, CompanyView, DateView, HeadingView, Link, OwnCard, SeriesView,
    TagView, WordView,
};
use crate::content::{Article, Contact, Job};
use crate::facts::{
    ArticleFacts, CompanyFacts, DateFact, Detail, JobFacts, date, has_qr_code, markdown_address, own_facts, qr_address,
    word,
};
use crate::model::{Lang, language_name};
use crate::relate::{EntryId, TagId};

impl Renderer {
    pub fn link(&self, id: EntryId) -> Link {
        Link { title: self.site.entry(id).title().to_owned(), url: self.href(self.site.address(id)) }
    }

    /// The facts of an entry that is a posting.
    pub fn job_facts<'a>(&'a self, id: EntryId, lang: &'a Lang) -> JobFacts<'a> {
        JobFacts::of(&self.site, id, lang).expect("a list of postings holds postings")
    }

    fn word(&self, kind: &str, value: &'static str, lang: &Lang) -> WordView {
        WordView { value, label: word(kind, value, self.theme.strings(lang)) }
    }

    /// The name of a language other than the page's.
    fn foreign(&self, own: &Lang, page: &Lang) -> Option<String> {
        (own != page).then(|| self.theme.strings(own).plain("language"))
    }

    pub fn tag(&self, id: TagId, lang: &Lang) -> TagView {
        let tag = self.site.index.tags.get(id);
        let listed = self.site.lists.of_tag(lang, id);
        TagView {
            name: tag.name(lang).to_owned(),
            url: listed.map(|_| self.href(&self.site.index.tag_address(lang, id))),
            count: listed.map_or(0, |listed| listed.jobs.len() + listed.articles.len()),
        }
    }

    /// A word that many cards show.
    fn shared_word(&self, kind: &'static str, value: &'static str, lang: &Lang) -> Shared<WordView> {
        self.shared.words.get((kind, value, lang.clone()), || self.word(kind, value, lang))
    }

    /// A tag that many cards show.
    fn shared_tag(&self, id: TagId, lang: &Lang) -> Shared<TagView> {
        self.shared.tags.get((id, lang.clone()), || self.tag(id, lang))
    }

    /// A day that many cards show.
    fn shared_day(&self, day: DateFact, lang: &Lang) -> Shared<DateView> {
        self.shared.days.get((day.iso.clone(), day.text.clone(), lang.clone()), || day.into())
    }

    /// The tags that an entry was written with, skills or others.
    fn tags(&self, names: &[crate::source::Spanned<String>], lang: &Lang) -> Vec<TagView> {
        self.tag_ids(names).into_iter().map(|id| self.tag(id, lang)).collect()
    }

    /// What these tags are called in a language.
    pub fn tag_names(&self, names: &[crate::source::Spanned<String>], lang: &Lang) -> Vec<String> {
        self.tag_ids(names).into_iter().map(|id| self.site.index.tags.get(id).name(lang).to_owned()).collect()
    }

    fn tag_ids(&self, names: &[crate::source::Spanned<String>]) -> Vec<TagId> {
        let mut ids: Vec<TagId> = Vec::new();
        for name in names {
            if let Some(id) = self.site.index.tags.named(&name.value).filter(|id| !ids.contains(id)) {
                ids.push(id);
            }
        }
        ids
    }

    pub fn job_card(&self, id: EntryId, lang: &Lang) -> JobCard {
        let entry = self.site.entry(id);
        let job = entry.job().expect("a list of postings holds postings");
        let company = self.site.index.company_of[id.index()];
        let strings = self.theme.strings(lang);
        let facts = self.job_facts(id, lang);
        let place = facts.place_line();
        let workplace = job.workplace.map(|workplace| self.shared_word("workplace", workplace.as_str(), lang));
        let employment: Vec<Shared<WordView>> =
            job.employment.iter().map(|kind| self.shared_word("employment", kind.as_str(), lang)).collect();
        JobCard {
            title: facts.title().to_owned(),
            title_suffix: entry.prose().title_suffix.clone(),
            url: self.href(self.site.address(id)),
            lang: entry.head().lang.to_string(),
            foreign: self.foreign(&entry.head().lang, lang),
            company: company.map(|company| self.shared.companies.get(company, || self.link(company))),
            logo: company.and_then(|company| self.picture(company)),
            initial: initial(facts.company().unwrap_or(facts.title())),
            place,
            workplace,
            employment,
            level: job.level.map(|level| self.shared_word("level", level.as_str(), lang)),
            salary: facts.pay(strings),
            salary_short: facts.pay_in_short(strings),
            posted: self.shared_day(facts.posted(strings), lang),
            closes: facts.closes(strings).map(|day| self.shared_day(day, lang)),
            skills: self.tag_ids(&job.skills).into_iter().map(|id| self.shared_tag(id, lang)).collect(),
            summary: entry.prose().summary.clone(),
            featured: job.is_featured(self.site.now),
        }
    }

    /// A posting as its own page is told: its card and its details.
    pub fn job_value(&self, id: EntryId) -> tera::Value {
        let lang = &self.site.entry(id).head().lang;
        let details = tera::Value::from_serializable(&self.job_details(id));
        let mut fields = self.job_card_value(id, lang).as_map().cloned().unwrap_or_default();
        fields.extend(details.as_map().cloned().unwrap_or_default());
        // It is no row of its own page.
        fields.retain(|name, _| name.as_str() != Some(super::ROW));
        fields.into()
    }

    pub fn job_details(&self, id: EntryId) -> JobDetails {
        let entry = self.site.entry(id);
        let lang = &entry.head().lang;
        let job = entry.job().expect("a posting's page is made from a posting");
        let facts = self.job_facts(id, lang);
        let strings = self.theme.strings(lang);
        JobDetails {
            state: facts.state(),
            is_open: facts.is_open(),
            notice: facts.notice(strings),
            id: job.id.as_ref().map(|id| id.value.clone()),
            places: facts.addresses(),
            applicants: facts.applicants(),
            payments: facts.payments(strings),
            education: job.education.map(|education| self.word("education", education.as_str(), lang)),
            experience: facts.experience(strings),
            benefits: job.benefits.clone(),
            languages: job.languages.iter().map(|code| language_name(code, lang)).collect(),
            facts: facts.details(strings).into_iter().map(|detail| self.fact_view(detail)).collect(),
            contact: job.details.contact.as_ref().map(contact),
            tags: self.tags(&job.tags, lang),
            apply: facts.takes_applications().then(|| apply(job)),
            markdown: markdown_address(&self.site, id).map(|address| self.href(&address)),
            pay: self.salary_comparison(id),
            qr: has_qr_code(&self.site, id).then(|| self.href(&qr_address(&self.site, id))),
        }
    }

    fn fact_view(&self, Detail { name, label, texts, entry }: Detail) -> FactView {
        FactView { name, label, texts, url: entry.map(|id| self.href(self.site.address(id))) }
    }

    /// What an entry says in fields of the site's own.
    pub fn own_facts(&self, id: EntryId, lang: &Lang) -> Vec<FactView> {
        let strings = self.theme.strings(lang);
        own_facts(&self.site, id, lang, strings).into_iter().map(|detail| self.fact_view(detail)).collect()
    }

    pub fn article_card(&self, id: EntryId, lang: &Lang) -> ArticleCard {
        let entry = self.site.entry(id);
        let facts = ArticleFacts::of(&self.site, id).expect("a list of articles holds articles");
        let strings = self.theme.strings(lang);
        ArticleCard {
            title: facts.title().to_owned(),
            url: self.href(self.site.address(id)),
            lang: entry.head().lang.to_string(),
            foreign: self.foreign(&entry.head().lang, lang),
            date: facts.date(strings).into(),
            updated: facts.updated(strings).map(DateView::from),
            authors: facts.authors().iter().map(|author| self.link(*author)).collect(),
            tags: self.tags(&facts.article().tags, lang),
            summary: entry.prose().summary.clone(),
            minutes: facts.minutes(),
            image: self.picture(id),
            image_alt: facts.article().image_alt.clone(),
        }
    }

    /// An entry of a kind of the site's own.
    pub fn own_card(&self, id: EntryId, lang: &Lang) -> OwnCard {
        let record = &self.site.entry(id).record;
        let entry = record.own_entry().expect("the entry is of a kind of the site's own");
        let strings = self.theme.strings(lang);
        OwnCard {
            kind: entry.of,
            title: entry.title.clone(),
            url: self.href(self.site.address(id)),
            lang: record.head.lang.to_string(),
            foreign: self.foreign(&record.head.lang, lang),
            date: entry.date.as_ref().map(|at| date(at, strings).into()),
            tags: self.tags(&entry.tags, lang),
            summary: self.site.entry(id).prose().summary.clone(),
            image: self.picture(id),
            image_alt: entry.image_alt.clone(),
            own: self.own_facts(id, lang),
        }
    }

    /// What a share card shows of a posting or an article.
    pub fn share_card(&self, id: EntryId) -> CardView {
        let entry = self.site.entry(id);
        let lang = &entry.head().lang;
        let (kind, by, facts) = match (entry.job(), entry.article()) {
            (Some(_), _) => {
                let card = self.job_card(id, lang);
                let place = [
                    Some(card.place).filter(|place| !place.is_empty()),
                    card.workplace.map(|word| word.view.label.clone()),
                ];
                let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                let facts =
                    [card.salary, Some(place).filter(|place| !place.is_empty())].into_iter().flatten().collect();
                ("job", card.company.map(|company| company.view.title.clone()).unwrap_or_default(), facts)
            }
            (_, Some(_)) => {
                let facts = ArticleFacts::of(&self.site, id).expect("the entry is an article");
                ("article", facts.by(), vec![facts.date(self.theme.strings(lang)).text])
            }
            _ => ("page", String::new(), Vec::new()),
        };
        CardView { kind, title: entry.title().to_owned(), by, facts }
    }

    pub fn article_view(&self, id: EntryId) -> ArticleView {
        let entry = self.site.entry(id);
        let article = entry.article().expect("an article's page is made from an article");
        let (older, newer) = self.site.relations.neighbours[id.index()];
        ArticleView {
            card: self.article_card(id, &entry.head().lang),
            contents: self.contents(id, article),
            series: self.series(id, article),
            older: older.map(|older| self.link(older)),
            newer: newer.map(|newer| self.link(newer)),
        }
    }

    fn contents(&self, id: EntryId, article: &Article) -> Vec<HeadingView> {
        let headings: Vec<_> =
            self.site.entry(id).body().headings().iter().filter(|heading| heading.level <= 3).collect();
        if !article.toc.unwrap_or(headings.len() >= 3) {
            return Vec::new();
        }
        let view = |heading: &&crate::markdown::Heading| HeadingView {
            level: heading.level,
            title: heading.text.to_string(),
            url: format!("#{}", crate::source::percent_encode(&heading.id)),
        };
        headings.iter().map(view).collect()
    }

    fn series(&self, id: EntryId, article: &Article) -> Option<SeriesView> {
        let name = article.series.clone()?;
        let all = self.site.lists.of(&self.site.entry(id).head().lang).series.get(&name)?;
        let part = all.iter().position(|other| *other == id)? + 1;
        Some(SeriesView { name, part, parts: all.iter().map(|other| self.link(*other)).collect() })
    }

    pub fn company_view(&self, id: EntryId, lang: &Lang) -> CompanyView {
        let entry = self.site.entry(id);
        let facts = CompanyFacts::of(&self.site, id, lang).expect("a list of companies holds companies");
        let company = facts.company();
        CompanyView {
            name: facts.name().to_owned(),
            url: self.href(self.site.address(id)),
            logo: self.picture(id),
            initial: initial(facts.name()),
            summary: entry.prose().summary.clone(),
            website: company.url.as_ref().map(ToString::to_string),
            industry: company.industry.clone(),
            size: company.size.clone(),
            founded: company.founded,
            places: facts.places(),
            links: company
                .links
                .iter()
                .map(|(title, url)| Link { title: title.clone(), url: url.to_string() })
                .collect(),
            image: self.cover(id),
            image_alt: company.image_alt.clone(),
            benefits: company.benefits.clone(),
            open_jobs: facts.open_jobs(),
            facts: facts.details(self.theme.strings(lang)),
            lang: entry.head().lang.to_string(),
            foreign: self.foreign(&entry.head().lang, lang),
        }
    }

    pub fn author_view(&self, id: EntryId, lang: &Lang) -> AuthorView {
        let entry = self.site.entry(id);
        let author = entry.author().expect("a list of authors holds authors");
        AuthorView {
            name: author.name.clone(),
            url: self.href(self.site.address(id)),
            role: author.role.clone(),
            website: author.url.as_ref().map(ToString::to_string),
            avatar: self.picture(id),
            initial: initial(&author.name),
            links: author
                .links
                .iter()
                .map(|(title, url)| Link { title: title.clone(), url: url.to_string() })
                .collect(),
            articles: self.site.lists.of(lang).by_author.get(&id).map_or(0, Vec::len),
            lang: entry.head().lang.to_string(),
            foreign: self.foreign(&entry.head().lang, lang),
        }
    }
}

impl JobCard {
    /// As templates are told it: what many cards show is the same value in all of them.
    pub fn value(&self) -> tera::Value {
        fn list<T>(shared: &[Shared<T>]) -> tera::Value {
            shared.iter().map(|shared| shared.value.clone()).collect::<Vec<tera::Value>>().into()
        }
        fn one<T>(shared: &Option<Shared<T>>) -> tera::Value {
            shared.as_ref().map_or_else(tera::Value::none, |shared| shared.value.clone())
        }
        let mut fields = tera::Value::from_serializable(self).as_map().cloned().unwrap_or_default();
        fields.insert("company".into(), one(&self.company));
        fields.insert("workplace".into(), one(&self.workplace));
        fields.insert("employment".into(), list(&self.employment));
        fields.insert("level".into(), one(&self.level));
        fields.insert("posted".into(), self.posted.value.clone());
        fields.insert("closes".into(), one(&self.closes));
        fields.insert("skills".into(), list(&self.skills));
        fields.into()
    }
}

fn apply(job: &Job) -> ApplyView {
    let url = job.apply.url.as_ref().map(ToString::to_string);
    let email_url = job.apply.email.as_ref().map(|(_, link)| link.to_string());
    let phone_url = job.apply.phone.as_ref().map(|(_, link)| link.to_string());
    ApplyView {
        primary: url.clone().or(email_url.clone()).or(phone_url.clone()).unwrap_or_else(|| "#apply".to_owned()),
        url,
        email: job.apply.email.as_ref().map(|(address, _)| address.clone()),
        email_url,
        phone: job.apply.phone.as_ref().map(|(number, _)| number.clone()),
        phone_url,
        instructions: job.apply.instructions.clone(),
    }
}

fn contact(contact: &Contact) -> ContactView {
    ContactView {
        name: contact.name.clone(),
        role: contact.role.clone(),
        email: contact.email.as_ref().map(|(address, _)| address.clone()),
        email_url: contact.email.as_ref().map(|(_, link)| link.to_string()),
        phone: contact.phone.as_ref().map(|(number, _)| number.clone()),
        phone_url: contact.phone.as_ref().map(|(_, link)| link.to_string()),
    }
}

fn initial(name: &str) -> String {
    name.chars().find(|c| c.is_alphanumeric()).map_or_else(String::new, |c| c.to_uppercase().to_string())
}

impl From<DateFact> for DateView {
    fn from(fact: DateFact) -> DateView {
        DateView { iso: fact.iso, text: fact.text }
    }
}
