//! The settings and the layouts of the two sites.

pub const PLAIN_CONFIG: &str = r#"baseURL = "https://bench.example/"
title = "Benchmark"
languageCode = "en"
[pagination]
pagerSize = 20
disableAliases = true
[taxonomies]
tag = "tags"
company = "companies"
[services.rss]
limit = 20
[outputFormats.search]
mediaType = "application/json"
baseName = "index"
isPlainText = true
[outputs]
home = ["html", "rss", "search"]
section = ["html", "rss"]
term = ["html", "rss"]
taxonomy = ["html"]
"#;

pub const FULL_CONFIG: &str = r#"baseURL = "https://bench.example/"
title = "Benchmark"
languageCode = "en"
[pagination]
pagerSize = 20
disableAliases = true
[taxonomies]
tag = "tags"
company = "companies"
opening = "openings"
[params]
description = "Generated texts."
[services.rss]
limit = 20
[mediaTypes."application/feed+json"]
suffixes = ["json"]
[mediaTypes."text/calendar"]
suffixes = ["ics"]
[outputFormats.feed]
mediaType = "application/feed+json"
baseName = "feed"
isPlainText = true
[outputFormats.search]
mediaType = "application/json"
baseName = "index"
isPlainText = true
[outputFormats.jobs]
mediaType = "application/json"
baseName = "jobs"
isPlainText = true
[outputFormats.closing]
mediaType = "text/calendar"
baseName = "closing"
isPlainText = true
[outputs]
home = ["html", "rss", "feed", "search", "jobs", "closing"]
section = ["html", "rss", "feed"]
term = ["html", "rss", "feed"]
taxonomy = ["html"]
"#;

pub const PLAIN_LAYOUTS: &[(&str, &str)] = &[
    (
        "baseof.html",
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title>
<meta name="description" content="{{ .Summary | plainify | truncate 300 }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="application/rss+xml" href="{{ .Permalink }}">{{ end }}
<link rel="stylesheet" href="/style.css">
{{ block "head" . }}{{ end }}
</head>
<body>
<header><a href="/">{{ site.Title }}</a>
<nav><a href="/jobs/">Jobs</a> <a href="/articles/">Articles</a> <a href="/companies/">Companies</a> <a href="/tags/">Topics</a></nav></header>
<main>
{{ block "main" . }}{{ end }}
</main>
<footer><p>{{ site.Title }}</p></footer>
</body>
</html>
"#,
    ),
    (
        "_partials/row.html",
        r#"{{ if eq .Section "jobs" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ index .Params.companies 0 }}, {{ .Params.city }}, {{ .Params.country }} · €{{ lang.FormatNumber 0 .Params.min }} – €{{ lang.FormatNumber 0 .Params.max }} a year · {{ .Date | time.Format ":date_long" }}</li>
{{ else }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date | time.Format ":date_long" }} {{ .Summary | plainify | truncate 300 }}</li>
{{ end }}"#,
    ),
    (
        "_partials/pages.html",
        r#"{{ if gt .TotalPages 1 }}<nav>{{ if .HasPrev }}<a rel="prev" href="{{ .Prev.URL }}">Newer</a>{{ end }} Page {{ .PageNumber }} of {{ .TotalPages }} {{ if .HasNext }}<a rel="next" href="{{ .Next.URL }}">Older</a>{{ end }}</nav>{{ end }}
"#,
    ),
    (
        "home.html",
        r#"{{ define "main" }}<h1>{{ site.Title }}</h1>
<ul>{{ range first 8 (where site.RegularPages "Section" "jobs") }}{{ partialCached "row.html" . .RelPermalink }}{{ end }}</ul>
<ul>{{ range first 6 (where site.RegularPages "Section" "articles") }}{{ partialCached "row.html" . .RelPermalink }}{{ end }}</ul>{{ end }}
"#,
    ),
    (
        "list.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $p := .Paginate .RegularPages }}<ul>{{ range $p.Pages }}{{ partialCached "row.html" . .RelPermalink }}{{ end }}</ul>
{{ partial "pages.html" $p }}{{ end }}
"#,
    ),
    (
        "term.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $p := .Paginate .Pages }}<ul>{{ range $p.Pages }}{{ partialCached "row.html" . .RelPermalink }}{{ end }}</ul>
{{ partial "pages.html" $p }}{{ end }}
"#,
    ),
    (
        "taxonomy.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"#,
    ),
    (
        "page.html",
        r#"{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ .Date | time.Format ":date_long" }}</p>
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></article>{{ end }}
"#,
    ),
    (
        "jobs/page.html",
        r#"{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ range .GetTerms "companies" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }} · {{ .Params.city }}, {{ .Params.country }} · {{ .Params.workplace }}</p>
<dl><dt>Salary</dt><dd>€{{ lang.FormatNumber 0 .Params.min }} – €{{ lang.FormatNumber 0 .Params.max }} a year</dd><dt>Level</dt><dd>{{ .Params.level }}</dd><dt>Posted</dt><dd>{{ .Date | time.Format ":date_long" }}</dd><dt>Reference</dt><dd>{{ .Params.ref }}</dd></dl>
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<p><a href="{{ .Params.apply }}">Apply</a></p></article>{{ end }}
"#,
    ),
    (
        "home.search.json",
        r#"[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}{{ dict "url" .RelPermalink "title" .Title "tags" .Params.tags "summary" (.Summary | plainify) | jsonify }}
{{ end }}]
"#,
    ),
    ("404.html", "{{ define \"main\" }}<h1>Page not found</h1>{{ end }}\n"),
];

pub const FULL_LAYOUTS: &[(&str, &str)] = &[
    (
        "baseof.html",
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
        "_partials/job.html",
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
        "_partials/article.html",
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
        "_partials/entry.html",
        r#"{{ if eq .Section "jobs" }}{{ partialCached "job.html" . .RelPermalink }}{{ else }}{{ partialCached "article.html" . .RelPermalink }}{{ end }}"#,
    ),
    ("_partials/jobs-of.html", r#"{{ return first 5 (where .Pages "Section" "jobs") }}"#),
    ("_partials/articles-of.html", r#"{{ return first 3 (where .Pages "Section" "articles") }}"#),
    (
        "_partials/pages.html",
        r#"{{ if gt .TotalPages 1 }}<nav class="pagination">{{ if .HasPrev }}<a rel="prev" href="{{ .Prev.URL }}">Newer</a>{{ end }}<span>Page {{ .PageNumber }} of {{ .TotalPages }}</span>{{ if .HasNext }}<a rel="next" href="{{ .Next.URL }}">Older</a>{{ end }}</nav>{{ end }}
"#,
    ),
    (
        "home.html",
        r#"{{ define "main" }}<h1>{{ site.Title }}</h1>
<ul class="cards">{{ range first 8 (where site.RegularPages "Section" "jobs") }}{{ partialCached "job.html" . .RelPermalink }}{{ end }}</ul>
<ul class="cards">{{ range first 6 (where site.RegularPages "Section" "articles") }}{{ partialCached "article.html" . .RelPermalink }}{{ end }}</ul>
<ul class="tags">{{ range first 24 site.Taxonomies.tags.ByCount }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a></li>{{ end }}</ul>{{ end }}
"#,
    ),
    (
        "list.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $p := .Paginate .RegularPages }}<ul class="cards">{{ range $p.Pages }}{{ partial "entry.html" . }}{{ end }}</ul>
{{ partial "pages.html" $p }}{{ end }}
"#,
    ),
    (
        "term.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}
{{ $jobs := where .Pages "Section" "jobs" }}{{ $p := .Paginate $jobs }}<section><h2>Jobs ({{ len $jobs }})</h2><ul class="cards">{{ range $p.Pages }}{{ partialCached "job.html" . .RelPermalink }}{{ end }}</ul>
{{ partial "pages.html" $p }}</section>
{{ if eq $p.PageNumber 1 }}<section><h2>Articles</h2><ul class="cards">{{ range first 20 (where .Pages "Section" "articles") }}{{ partialCached "article.html" . .RelPermalink }}{{ end }}</ul></section>{{ end }}{{ end }}
"#,
    ),
    (
        "openings/term.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ if .Params.crossed }}<ul class="cards">{{ range first 20 .Pages }}{{ partialCached "job.html" . .RelPermalink }}{{ end }}</ul>
{{ else }}{{ $p := .Paginate .Pages }}<p class="lead">{{ len .Pages }} open jobs</p><ul class="cards">{{ range $p.Pages }}{{ partialCached "job.html" . .RelPermalink }}{{ end }}</ul>
{{ partial "pages.html" $p }}{{ end }}{{ end }}
"#,
    ),
    (
        "list.feed.json",
        r#"{{ $pages := first 20 .RegularPages }}{{ if eq .Kind "term" }}{{ $pages = first 20 .Pages }}{{ end }}{"version":"https://jsonfeed.org/version/1.1","title":{{ .Title | jsonify }},"home_page_url":{{ .Permalink | jsonify }},"items":[{{ range $i, $p := $pages }}{{ if $i }},{{ end }}{{ partialCached "item.json" . .RelPermalink }}{{ end }}]}
"#,
    ),
    (
        "_partials/item.json",
        r#"{{ dict "id" .Permalink "url" .Permalink "title" .Title "date_published" (.Date.Format "2006-01-02T15:04:05Z07:00") "content_text" (.Summary | plainify) "tags" .Params.tags | jsonify }}"#,
    ),
    (
        "home.search.json",
        r#"[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}{{ dict "url" .RelPermalink "title" .Title "tags" .Params.tags "summary" (.Summary | plainify) | jsonify }}
{{ end }}]
"#,
    ),
    (
        "home.jobs.json",
        r#"{"version":1,"jobs":[{{ range $i, $p := where site.RegularPages "Section" "jobs" }}{{ if $i }},{{ end }}{{ dict "url" .Permalink "title" .Title "posted" (.Date.Format "2006-01-02") "closes" .Params.closes "city" .Params.city "country" .Params.country "workplace" .Params.workplace "level" .Params.level "min" .Params.min "max" .Params.max "skills" .Params.tags "summary" (.Summary | plainify) "apply" .Params.apply | jsonify }}
{{ end }}]}
"#,
    ),
    (
        "home.closing.ics",
        r#"BEGIN:VCALENDAR
VERSION:2.0
{{ range where site.RegularPages "Section" "jobs" }}BEGIN:VEVENT
UID:{{ .Permalink }}
DTSTART;VALUE=DATE:20270131
SUMMARY:Closes: {{ .Title }}
END:VEVENT
{{ end }}END:VCALENDAR
"#,
    ),
    (
        "taxonomy.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul class="tags">{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }} <span>{{ len .Pages }}</span></a></li>{{ end }}</ul>{{ end }}
"#,
    ),
    (
        "page.html",
        r#"{{ define "main" }}<article><h1><bdi>{{ .Title }}</bdi></h1>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date | time.Format ":date_long" }}</time> · {{ .ReadingTime }} minutes to read</p>
<nav class="contents">{{ .TableOfContents }}</nav>
<div class="prose">{{ .Content }}</div>
<ul class="tags">{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<nav class="pagination">{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">Newer: {{ .Title }}</a>{{ end }}{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">Older: {{ .Title }}</a>{{ end }}</nav>
</article>
{{ with index (.GetTerms "tags") 0 }}<section><h2>Jobs on this topic</h2><ul class="cards">{{ range partialCached "jobs-of.html" . .RelPermalink }}{{ partialCached "job.html" . .RelPermalink }}{{ end }}</ul></section>{{ end }}{{ end }}
"#,
    ),
    (
        "jobs/page.html",
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
{{ with index (.GetTerms "tags") 0 }}<section><h2>Similar jobs</h2><ul class="cards">{{ range first 4 (partialCached "jobs-of.html" . .RelPermalink) }}{{ partialCached "job.html" . .RelPermalink }}{{ end }}</ul></section>
<section><h2>Prepare for this role</h2><ul class="cards">{{ range partialCached "articles-of.html" . .RelPermalink }}{{ partialCached "article.html" . .RelPermalink }}{{ end }}</ul></section>{{ end }}{{ end }}
"#,
    ),
    ("404.html", "{{ define \"main\" }}<h1>Page not found</h1>{{ end }}\n"),
];
