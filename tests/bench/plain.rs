//! A plain theme of ours: page, list, topic, and nothing that a reader of a small site would miss. What its peer's plain theme prints, it prints.

use std::fs;
use std::path::Path;

pub fn write(site: &Path) {
    let root = site.join("themes/plain");
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    put("theme.yaml", "name: plain\ncontract: 2\ndescription: Page, list, topic.\n");
    for (name, text) in TEMPLATES {
        put(&format!("templates/{name}"), text);
    }
}

const TEMPLATES: &[(&str, &str)] = &[
    (
        "base.html",
        r#"<!doctype html>
<html lang="{{ lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.head_title }}</title>
<meta name="description" content="{{ page.description }}">
<link rel="canonical" href="{% block canonical %}{{ page.canonical }}{% endblock canonical %}">
{%- for feed in page.feeds %}
<link rel="alternate" type="{{ feed.type }}" href="{{ feed.url }}">
{%- endfor %}
<link rel="stylesheet" href="{{ asset(path="style.css") }}">
{%- block head %}{% endblock head %}
{%- block page_head %}{% endblock page_head %}
</head>
<body>
{% block header -%}
<header><a href="{{ site.url }}">{{ site.title }}</a>
<nav><a href="{{ site.jobs_url }}">Jobs</a> <a href="{{ site.articles_url }}">Articles</a> <a href="{{ site.companies_url }}">Companies</a> <a href="{{ site.tags_url }}">Topics</a></nav></header>
{%- endblock header %}
<main>
{% block main %}{% endblock main %}
</main>
{% block footer -%}
<footer><p>{{ site.title }}</p></footer>
{%- endblock footer %}
</body>
</html>
"#,
    ),
    (
        "job.html",
        r#"{% extends "base.html" %}
{% block main -%}
<article><h1>{{ job.title }}</h1>
<p>{% if job.company %}<a href="{{ job.company.url }}">{{ job.company.title }}</a>{% endif %} · {{ job.place }} · {{ job.workplace.label }}</p>
<dl><dt>Salary</dt><dd>{{ job.salary }}</dd><dt>Level</dt><dd>{{ job.level.label }}</dd><dt>Posted</dt><dd>{{ job.posted.text }}</dd><dt>Reference</dt><dd>{{ job.id }}</dd></dl>
{{ body }}
<ul>{% for tag in job.skills %}<li><a href="{{ tag.url }}">{{ tag.name }}</a></li>{% endfor %}</ul>
<p><a href="{{ job.apply.primary }}">Apply</a></p></article>
{%- endblock main %}
"#,
    ),
    (
        "article.html",
        r#"{% extends "base.html" %}
{% block main -%}
<article><h1>{{ article.title }}</h1>
<p>{{ article.date.text }}</p>
{{ body }}
<ul>{% for tag in article.tags %}<li><a href="{{ tag.url }}">{{ tag.name }}</a></li>{% endfor %}</ul></article>
{%- endblock main %}
"#,
    ),
    (
        "parts/rows.html",
        r#"{% component job_row(job: map, @lang) -%}
<li><a href="{{ job.url }}">{{ job.title }}</a> {% if job.company %}{{ job.company.title }}{% endif %}, {{ job.place }} · {{ job.salary }} · {{ job.posted.text }}</li>
{%- endcomponent job_row %}
{% component article_card(article: map, @lang) -%}
<li><a href="{{ article.url }}">{{ article.title }}</a> {{ article.date.text }} {{ article.summary }}</li>
{%- endcomponent article_card %}
"#,
    ),
    (
        "jobs.html",
        "{% extends \"base.html\" %}\n{% block main -%}\n<h1>{{ page.title }}</h1>\n{{ <list jobs={jobs} /> }}\n{{ <pages of={pagination} /> }}\n{%- endblock main %}\n",
    ),
    (
        "articles.html",
        "{% extends \"base.html\" %}\n{% block main -%}\n<h1>{{ page.title }}</h1>\n{{ <list articles={articles} /> }}\n{{ <pages of={pagination} /> }}\n{%- endblock main %}\n",
    ),
    (
        "tag.html",
        "{% extends \"base.html\" %}\n{% block main -%}\n<h1>{{ heading }}</h1>\n{{ <list jobs={jobs} /> }}\n{{ <list articles={articles} /> }}\n{{ <pages of={pagination} /> }}\n{%- endblock main %}\n",
    ),
    (
        "company.html",
        "{% extends \"base.html\" %}\n{% block main -%}\n<h1>{{ company.name }}</h1>\n<p>{{ company.summary }}</p>\n{{ <list jobs={jobs} /> }}\n{{ <pages of={pagination} /> }}\n{%- endblock main %}\n",
    ),
];
