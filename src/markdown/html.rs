//! A body as HTML: for a page of the site, and for readers elsewhere.

use std::fmt::Write as _;

use super::directive::Directive;
use super::escape::escape;
use super::highlight;
use super::policy;
use super::steps::Step;
use super::target::LinkTarget;
use super::tree::{Body, Element, Kind};
use crate::source::percent_encode;

/// Whom the HTML is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page of the site: headings can be linked to, wide things scroll by keyboard, code has colours.
    Page,
    /// Feeds, `jobs.json`, structured data: whole addresses, no ids, nothing that runs.
    Portable,
}

/// What a body says of the page that it stands on.
pub trait Surroundings {
    /// The address of a link within the site.
    fn href(&self, target: &LinkTarget) -> String;
    /// A picture of the site's own.
    fn picture(&self, target: &LinkTarget) -> PictureView;
    /// A word of the theme.
    fn word(&self, name: &str) -> String;
    /// What comes before `#` in a link to this page: nothing on the page itself.
    fn here(&self) -> String;
    /// An address of the author's HTML, which may leave out what is the same for the page.
    fn written(&self, address: &str) -> String;
    /// A directive on a page, around what stands in it.
    fn directive(&self, directive: &Directive, content: String) -> String;
    /// The titles of the postings that a directive lists, and their whole addresses.
    fn postings(&self, directive: &Directive) -> Vec<(String, String)>;
}

/// A picture: its address, its size in pixels, copies of other widths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureView {
    pub url: String,
    pub size: Option<(u32, u32)>,
    pub srcset: Option<String>,
}

/// The HTML of a body.
pub fn html(body: &Body, form: Form, around: &dyn Surroundings) -> String {
    let mut writer = Writer {
        body,
        form,
        around,
        out: String::with_capacity(body.text.len() + body.nodes.len() * 12),
        outer: Vec::new(),
        is_in_head: false,
        is_in_figure: false,
        code: None,
        formula: None,
        raw_text: 0,
        links: 0,
    };
    let mut steps = body.steps();
    while let Some(step) = steps.next() {
        match step {
            Step::Text(text) => writer.text(text),
            Step::Comment(text) if form == Form::Page => {
                // As a tokenizer has it, it holds nothing that ends it.
                let _ = write!(writer.out, "<!--{text}-->");
            }
            Step::Comment(_) => {}
            Step::Leaf(kind) => writer.leaf(kind),
            Step::Open(kind) if writer.is_left_out(kind) => steps.pass(),
            Step::Open(kind) => {
                let is_task = kind == Kind::Item && steps.begins_with_task();
                writer.open(kind, is_task);
            }
            Step::Close(kind) => writer.close(kind),
        }
    }
    writer.out
}

pub(super) struct Writer<'a> {
    pub body: &'a Body,
    pub form: Form,
    pub around: &'a dyn Surroundings,
    pub out: String,
    /// What stands before the directives that are open.
    outer: Vec<String>,
    is_in_head: bool,
    pub is_in_figure: bool,
    /// The language of the code at hand.
    code: Option<&'a str>,
    /// Within a formula, and whether it stands on a line of its own.
    pub formula: Option<bool>,
    /// Within a script or a style sheet of the author's.
    raw_text: usize,
    /// Links that are open.
    links: usize,
}

impl<'a> Writer<'a> {
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    pub fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    pub fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(&mut self.out, value);
        self.out.push('"');
    }

    /// What makes a box that scrolls reachable by keyboard.
    fn scrolls(&self) -> &'static str {
        if self.form == Form::Page { " tabindex=\"0\"" } else { "" }
    }

    fn element(&self, element: u32) -> &'a Element {
        &self.body.elements[element as usize]
    }

    /// Whether an element of the author's HTML has no place where this goes.
    fn is_left_out(&self, kind: Kind) -> bool {
        match kind {
            Kind::Html(element) => {
                self.form == Form::Portable && policy::is_only_for_pages(&self.element(element).name)
            }
            _ => false,
        }
    }

    fn text(&mut self, text: &str) {
        match self.code {
            _ if self.raw_text > 0 => self.push(text),
            _ if self.formula.is_some() => self.formula(text),
            Some(language) if self.form == Form::Page => highlight::highlight(&mut self.out, language, text),
            _ => escape(&mut self.out, text),
        }
    }

    fn open(&mut self, kind: Kind, is_task: bool) {
        if self.body.is_block(kind) && !matches!(kind, Kind::Row | Kind::Html(_)) {
            self.line();
        }
        match kind {
            Kind::Paragraph => self.push("<p>"),
            Kind::Figure => {
                self.is_in_figure = true;
                self.push("<figure>");
            }
            Kind::Heading(heading) => self.heading(heading),
            Kind::Quote => self.push("<blockquote>\n"),
            Kind::Alert(alert) if self.form == Form::Portable => {
                self.push("<blockquote>\n<p><strong>");
                let title = self.around.word(alert.name());
                escape(&mut self.out, &title);
                self.push("</strong></p>\n");
            }
            Kind::Alert(alert) => {
                let name = alert.name();
                let _ = write!(self.out, "<div class=\"alert alert-{name}\">\n<p class=\"alert-title\">");
                let title = self.around.word(name);
                escape(&mut self.out, &title);
                self.push("</p>\n");
            }
            Kind::CodeBlock(language) => {
                let scrolls = self.scrolls();
                self.push("<pre");
                self.push(scrolls);
                self.push("><code");
                let language = self.body.language(language);
                if !language.is_empty() {
                    self.attribute("class", &format!("language-{language}"));
                }
                self.push(">");
                self.code = Some(language);
            }
            Kind::List => self.push("<ul>\n"),
            Kind::Numbered(1) => self.push("<ol>\n"),
            Kind::Numbered(first) => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            Kind::Item if is_task => self.push("<li class=\"task\">"),
            Kind::Item => self.push("<li>"),
            Kind::Definitions => self.push("<dl>\n"),
            Kind::Term => self.push("<dt>"),
            Kind::Definition => self.push("<dd>"),
            Kind::Table if self.form == Form::Portable => self.push("<table>"),
            Kind::Table => {
                // A table that is too wide scrolls within its box.
                let scrolls = self.scrolls();
                let _ = write!(self.out, "<div class=\"table\"{scrolls}><table>");
            }
            Kind::TableHead => {
                self.is_in_head = true;
                self.push("<thead>");
            }
            Kind::TableBody => self.push("<tbody>\n"),
            Kind::Row => self.push("<tr>"),
            Kind::HeadCell(align) => self.cell("<th", align),
            Kind::Cell(align) => self.cell("<td", align),
            Kind::Footnotes => self.push("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n"),
            Kind::Footnote(number) if self.form == Form::Page => {
                let _ = write!(self.out, "<li id=\"{}fn-{number}\">", self.body.id_prefix);
            }
            Kind::Footnote(_) => self.push("<li>"),
            Kind::Directive(_) => {
                let outer = std::mem::take(&mut self.out);
                self.outer.push(outer);
            }
            Kind::Emphasis => self.push("<em>"),
            Kind::Strong => self.push("<strong>"),
            Kind::Strike => self.push("<del>"),
            Kind::Mark => self.push("<mark>"),
            Kind::Subscript => self.push("<sub>"),
            Kind::Superscript => self.push("<sup>"),
            Kind::Code => self.push("<code>"),
            Kind::Math(is_block) => self.formula = (self.form == Form::Page).then_some(is_block),
            Kind::Link(link) => {
                self.links += 1;
                let link = &self.body.links[link as usize];
                self.link(&link.target, &link.title);
            }
            Kind::Html(element) => {
                let element = self.element(element);
                self.tag(element);
                self.raw_text += usize::from(Element::is_raw_text(&element.name));
            }
            Kind::Text(..)
            | Kind::Comment(_)
            | Kind::Break
            | Kind::Rule
            | Kind::Task(_)
            | Kind::Picture(_)
            | Kind::FootnoteReference(..)
            | Kind::FootnoteBack(..) => {}
        }
    }

    fn close(&mut self, kind: Kind) {
        match kind {
            Kind::Paragraph => self.push("</p>\n"),
            Kind::Figure => {
                self.is_in_figure = false;
                self.push("</figure>\n");
            }
            Kind::Heading(heading) => {
                let heading = &self.body.headings[heading as usize];
                if self.form == Form::Page && !heading.id.is_empty() {
                    let id = percent_encode(&heading.id);
                    let _ = write!(
                        self.out,
                        "<a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\">#</a>"
                    );
                }
                let _ = writeln!(self.out, "</h{}>", heading.level);
            }
            Kind::Quote => {
                self.line();
                self.push("</blockquote>\n");
            }
            Kind::Alert(_) => {
                self.line();
                self.push(if self.form == Form::Page { "</div>\n" } else { "</blockquote>\n" });
            }
            Kind::CodeBlock(_) => {
                self.code = None;
                self.push("</code></pre>\n");
            }
            Kind::List => self.push("</ul>\n"),
            Kind::Numbered(_) => self.push("</ol>\n"),
            Kind::Item => self.push("</li>\n"),
            Kind::Definitions => self.push("</dl>\n"),
            Kind::Term => self.push("</dt>\n"),
            Kind::Definition => self.push("</dd>\n"),
            Kind::Table => self.push(if self.form == Form::Page { "</table></div>\n" } else { "</table>\n" }),
            Kind::TableHead => {
                self.is_in_head = false;
                self.push("</thead>");
            }
            Kind::TableBody => self.push("</tbody>"),
            Kind::Row if self.is_in_head => self.push("</tr>"),
            Kind::Row => self.push("</tr>\n"),
            Kind::HeadCell(_) => self.push("</th>"),
            Kind::Cell(_) => self.push("</td>"),
            Kind::Footnotes => self.push("</ol>\n</section>\n"),
            Kind::Footnote(_) => {
                self.out.truncate(self.out.trim_end().len());
                self.push("</li>\n");
            }
            Kind::Directive(directive) => {
                let outer = self.outer.pop().unwrap_or_default();
                let content = std::mem::replace(&mut self.out, outer);
                let directive = &self.body.directives[directive as usize];
                match self.form {
                    Form::Page => {
                        let made = self.around.directive(directive, content);
                        self.push(&made);
                        self.line();
                    }
                    Form::Portable => self.portable_directive(directive, &content),
                }
            }
            Kind::Emphasis => self.push("</em>"),
            Kind::Strong => self.push("</strong>"),
            Kind::Strike => self.push("</del>"),
            Kind::Mark => self.push("</mark>"),
            Kind::Subscript => self.push("</sub>"),
            Kind::Superscript => self.push("</sup>"),
            Kind::Code => self.push("</code>"),
            Kind::Math(_) => self.formula = None,
            Kind::Link(_) => {
                self.links -= 1;
                self.push("</a>");
            }
            Kind::Html(element) => {
                let name = &self.element(element).name;
                self.raw_text -= usize::from(Element::is_raw_text(name));
                let _ = write!(self.out, "</{name}>");
            }
            Kind::Text(..)
            | Kind::Comment(_)
            | Kind::Break
            | Kind::Rule
            | Kind::Task(_)
            | Kind::Picture(_)
            | Kind::FootnoteReference(..)
            | Kind::FootnoteBack(..) => {}
        }
    }

    fn leaf(&mut self, kind: Kind) {
        match kind {
            Kind::Break => self.push("<br />"),
            Kind::Rule => {
                self.line();
                self.push("<hr />\n");
            }
            Kind::Task(is_done) if self.form == Form::Portable => self.push(if is_done { "☑ " } else { "☐ " }),
            Kind::Task(is_done) => {
                let (name, state) = if is_done { ("task_done", " checked=\"\"") } else { ("task_open", "") };
                let _ = write!(self.out, "<input type=\"checkbox\" disabled=\"\"{state}");
                let label = self.around.word(name);
                self.attribute("aria-label", &label);
                self.push(" /> ");
            }
            Kind::Picture(picture) => {
                let picture = &self.body.pictures[picture as usize];
                self.picture(&picture.target, &picture.alt, &picture.title);
            }
            // One link holds no other.
            Kind::FootnoteReference(number, _) if self.links > 0 => {
                let _ = write!(self.out, "<sup class=\"footnote\">{number}</sup>");
            }
            Kind::FootnoteReference(number, which) => {
                let id = self.reference(number, which);
                let (here, prefix) = (self.around.here(), self.body.id_prefix);
                let _ = write!(self.out, "<sup class=\"footnote\"><a");
                self.attribute("href", &format!("{here}#{prefix}fn-{number}"));
                if self.form == Form::Page {
                    self.attribute("id", &id);
                }
                let _ = write!(self.out, ">{number}</a></sup>");
            }
            Kind::FootnoteBack(..) if self.form == Form::Portable => {}
            Kind::FootnoteBack(number, which) => {
                let href = format!("{}#{}", self.around.here(), self.reference(number, which));
                self.push(" <a class=\"footnote-back\"");
                self.attribute("href", &href);
                self.push(" role=\"doc-backlink\">↩");
                if which > 0 {
                    let _ = write!(self.out, "<sup>{}</sup>", which + 1);
                }
                self.push("</a>");
            }
            Kind::Html(element) => self.tag(self.element(element)),
            _ => {}
        }
    }
}
