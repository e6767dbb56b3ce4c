//! The same texts as a site of Hugo's, with a theme that shows what ours shows: lists with pages, postings with their facts,
//! similar postings, structured data, companies, tags, feeds.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::content::{COMPANIES, SKILLS, Size, article, posting};

pub fn is_there(hugo: &Path) -> bool {
    Command::new(hugo)
        .arg("version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

pub fn write(root: &Path, size: Size) {
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    put("hugo.toml", CONFIG);
    for (name, text) in LAYOUTS {
        put(&format!("layouts/{name}"), text);
    }
    for number in 0..COMPANIES {
        put(
            &format!("content/companies/company-{number}/_index.md"),
            &format!(
                "---\ntitle: Company {number}\nwebsite: https://company-{number}.example\nsummary: Makes things.\n---\n"
            ),
        );
    }
    for number in 0..size.postings {
        let p = posting(number);
        let skills: Vec<String> = p.skills.iter().map(|skill| format!("\"{}\"", slug(skill))).collect();
        put(
            &format!("content/jobs/{}.md", p.stem),
            &format!(
                "---\ntitle: {}\ncompanies: [company-{}]\nref: REF-{number}\ndate: {}\ncloses: 2027-06-30\ncity: {}\ncountry: {}\nworkplace: {}\nemployment: full-time\nlevel: {}\nmin: {}\nmax: {}\ntags: [{}]\napply: https://company-{}.example/jobs/{number}\n---\n{}",
                p.title,
                p.company,
                p.day,
                p.city,
                p.country,
                p.workplace,
                p.level,
                p.min,
                p.min + 12_000,
                skills.join(", "),
                p.company,
                p.body
            ),
        );
    }
    for number in 0..size.articles {
        let a = article(number);
        let tags: Vec<String> = a.tags.iter().map(|tag| format!("\"{}\"", slug(tag))).collect();
        put(
            &format!("content/articles/{}.md", a.stem),
            &format!("---\ntitle: {}\ndate: {}\ntags: [{}]\n---\n{}", a.title, a.day, tags.join(", "), a.body),
        );
    }
}

/// Hugo would give `C++` and `C#` one address.
fn slug(skill: &str) -> String {
    let at = SKILLS.iter().position(|known| *known == skill).unwrap_or(0);
    format!("{}-{at}", skill.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), ""))
}

const CONFIG: &str = r#"baseURL = "https://bench.example/"
title = "Benchmark"
languageCode = "en"
disableKinds = []
[pagination]
pagerSize = 20
[taxonomies]
tag = "tags"
company = "companies"
[params]
description = "Generated texts."
[services.rss]
limit = 20
[related]
threshold = 1
[[related.indices]]
name = "tags"
weight = 100
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
term = ["html", "rss"]
taxonomy = ["html"]
"#;

const LAYOUTS: &[(&str, &str)] = &[
    (
        "_default/baseof.html",
        r#"<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ with .Description }}{{ . }}{{ else }}{{ .Summary | plainify | truncate 300 }}{{ end }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="application/rss+xml" href="{{ .Permalink }}">{{ end }}
<meta property="og:type" content="website">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:site_name" content="{{ site.Title }}">
{{ block "head" . }}{{ end }}
</head>
<body>
<a class="skip" href="\#main">Skip to the content</a>
<header class="site-header"><div class="wrap">
<a class="site-title" href="/"><bdi>{{ site.Title }}</bdi></a>
<nav aria-label="Main menu"><ul>
<li><a href="/jobs/">Jobs</a></li>
<li><a href="/articles/">Articles</a></li>
<li><a href="/companies/">Companies</a></li>
<li><a href="/tags/">Topics</a></li>
<li><a href="/search/">Search</a></li>
</ul></nav>
</div></header>
<nav class="breadcrumb"><ol>{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}"><bdi>{{ .Title }}</bdi></a></li>{{ end }}<li><bdi>{{ .Title }}</bdi></li></ol></nav>
<main id="main" class="wrap">{{ block "main" . }}{{ end }}</main>
<footer><div class="wrap"><ul><li><a href="/archive/">Archive</a></li></ul><p>Made with Hugo</p></div></footer>
</body>
</html>
"#,
    ),
    (
        "partials/job.html",
        r#"<li class="card job">
<span class="logo initial" aria-hidden="true">{{ substr (index .Params.companies 0) 0 1 | upper }}</span>
<div>
<h3><a href="{{ .RelPermalink }}"><bdi>{{ .Title }}</bdi></a></h3>
<p class="meta"><bdi>{{ index .Params.companies 0 }}</bdi> · <span>{{ .Params.city }}, {{ .Params.country }}</span> · {{ .Params.workplace }}</p>
<p class="meta"><strong>€{{ lang.FormatNumber 0 .Params.min }} – €{{ lang.FormatNumber 0 .Params.max }} a year</strong> · {{ .Params.employment }} · <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date | time.Format ":date_long" }}</time></p>
</div>
</li>
"#,
    ),
    (
        "partials/article.html",
        r#"<li class="card article">
<div>
<h3><a href="{{ .RelPermalink }}"><bdi>{{ .Title }}</bdi></a></h3>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date | time.Format ":date_long" }}</time> · {{ .ReadingTime }} minutes to read</p>
<p>{{ .Summary | plainify | truncate 300 }}</p>
</div>
</li>
"#,
    ),
    (
        "partials/entry.html",
        r#"{{ if eq .Section "jobs" }}{{ partial "job.html" . }}{{ else }}{{ partial "article.html" . }}{{ end }}"#,
    ),
    (
        "partials/pages.html",
        r#"{{ if gt .TotalPages 1 }}<nav class="pagination">{{ if .HasPrev }}<a rel="prev" href="{{ .Prev.URL }}">Newer</a>{{ end }}<span>Page {{ .PageNumber }} of {{ .TotalPages }}</span>{{ if .HasNext }}<a rel="next" href="{{ .Next.URL }}">Older</a>{{ end }}</nav>{{ end }}
"#,
    ),
    (
        "index.html",
        r#"{{ define "main" }}<h1>{{ site.Title }}</h1>
<ul class="cards">{{ range first 8 (where site.RegularPages "Section" "jobs") }}{{ partial "job.html" . }}{{ end }}</ul>
<ul class="cards">{{ range first 6 (where site.RegularPages "Section" "articles") }}{{ partial "article.html" . }}{{ end }}</ul>
<ul class="tags">{{ range first 24 site.Taxonomies.tags.ByCount }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a></li>{{ end }}</ul>{{ end }}
"#,
    ),
    (
        "_default/list.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $p := .Paginate .RegularPages }}<ul class="cards">{{ range $p.Pages }}{{ partial "entry.html" . }}{{ end }}</ul>
{{ partial "pages.html" $p }}{{ end }}
"#,
    ),
    (
        "_default/term.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}
{{ $jobs := where .Pages "Section" "jobs" }}{{ $p := .Paginate $jobs }}<section><h2>Jobs ({{ len $jobs }})</h2><ul class="cards">{{ range $p.Pages }}{{ partial "job.html" . }}{{ end }}</ul>
{{ partial "pages.html" $p }}</section>
{{ if eq $p.PageNumber 1 }}<section><h2>Articles</h2><ul class="cards">{{ range first 20 (where .Pages "Section" "articles") }}{{ partial "article.html" . }}{{ end }}</ul></section>{{ end }}{{ end }}
"#,
    ),
    (
        "_default/taxonomy.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul class="tags">{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }} <span>{{ len .Pages }}</span></a></li>{{ end }}</ul>{{ end }}
"#,
    ),
    (
        "_default/single.html",
        r#"{{ define "main" }}<article><h1><bdi>{{ .Title }}</bdi></h1>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date | time.Format ":date_long" }}</time> · {{ .ReadingTime }} minutes to read</p>
<nav class="contents">{{ .TableOfContents }}</nav>
<div class="prose">{{ .Content }}</div>
<ul class="tags">{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<nav class="pagination">{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">Newer: {{ .Title }}</a>{{ end }}{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">Older: {{ .Title }}</a>{{ end }}</nav>
</article>
<section><h2>Jobs on this topic</h2><ul class="cards">{{ range first 5 (where (site.RegularPages.Related .) "Section" "jobs") }}{{ partial "job.html" . }}{{ end }}</ul></section>{{ end }}
"#,
    ),
    (
        "jobs/single.html",
        r#"{{ define "head" }}<script type="application/ld+json">{{ dict "@context" "https://schema.org/" "@type" "JobPosting" "title" .Title "description" .Content "datePosted" (.Date.Format "2006-01-02") "validThrough" .Params.closes "hiringOrganization" (dict "@type" "Organization" "name" (index .Params.companies 0)) "identifier" (dict "@type" "PropertyValue" "value" .Params.ref) "jobLocation" (dict "@type" "Place" "address" (dict "@type" "PostalAddress" "addressLocality" .Params.city "addressCountry" .Params.country)) "baseSalary" (dict "@type" "MonetaryAmount" "currency" "EUR" "value" (dict "@type" "QuantitativeValue" "minValue" .Params.min "maxValue" .Params.max "unitText" "YEAR")) | jsonify | safeJS }}</script>{{ end }}
{{ define "main" }}<article class="posting">
<header><h1><bdi>{{ .Title }}</bdi></h1>
{{ range .GetTerms "companies" }}<p class="lead"><a href="{{ .RelPermalink }}"><bdi>{{ .Title }}</bdi></a> · {{ $.Params.city }}, {{ $.Params.country }}</p>{{ end }}</header>
<div class="columns"><div class="prose">{{ .Content }}</div>
<aside><h2>At a glance</h2><dl class="facts">
<dt>Salary</dt><dd>€{{ lang.FormatNumber 0 .Params.min }} – €{{ lang.FormatNumber 0 .Params.max }} a year</dd>
<dt>Place</dt><dd>{{ .Params.city }}, {{ .Params.country }}</dd>
<dt>Workplace</dt><dd>{{ .Params.workplace }}</dd>
<dt>Employment</dt><dd>{{ .Params.employment }}</dd>
<dt>Level</dt><dd>{{ .Params.level }}</dd>
<dt>Posted</dt><dd><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date | time.Format ":date_long" }}</time></dd>
<dt>Reference</dt><dd>{{ .Params.ref }}</dd></dl>
<ul class="tags">{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<p><a class="button" href="{{ .Params.apply }}" rel="nofollow noopener">Apply for this job</a></p></aside></div></article>
<section><h2>About the company</h2>{{ range .GetTerms "companies" }}<div class="card"><h3><a href="{{ .RelPermalink }}">{{ .Title }}</a></h3><p>{{ len .Pages }} jobs</p></div>{{ end }}</section>
{{ $related := site.RegularPages.Related . }}
<section><h2>Similar jobs</h2><ul class="cards">{{ range first 4 (where $related "Section" "jobs") }}{{ partial "job.html" . }}{{ end }}</ul></section>
<section><h2>Prepare for this role</h2><ul class="cards">{{ range first 3 (where $related "Section" "articles") }}{{ partial "article.html" . }}{{ end }}</ul></section>{{ end }}
"#,
    ),
    ("404.html", "{{ define \"main\" }}<h1>Page not found</h1>{{ end }}\n"),
];
