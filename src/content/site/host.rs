//! Where a site is published: what that host reads, and what it takes.

use crate::content::declare::word_enum;

word_enum! {
    /// A host of sites, or a server of one's own; `none` is one that reads nothing beside the pages.
    Host {
        Netlify "netlify",
        Cloudflare "cloudflare",
        GitHub "github",
        GitLab "gitlab",
        Vercel "vercel",
        Nginx "nginx",
        Apache "apache",
        Caddy "caddy",
        S3 "s3",
        Other "none",
    }
}

/// What a host takes at most; `None` where it names no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostLimits {
    /// Files of a site.
    pub files: Option<u64>,
    /// Megabytes of a site.
    pub megabytes: Option<u64>,
    /// Bytes of a file.
    pub file_bytes: Option<u64>,
    /// Redirects in its table.
    pub redirects: Option<usize>,
}

impl Host {
    /// As it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Host::Netlify => "Netlify",
            Host::Cloudflare => "Cloudflare",
            Host::GitHub => "GitHub Pages",
            Host::GitLab => "GitLab Pages",
            Host::Vercel => "Vercel",
            Host::Nginx => "nginx",
            Host::Apache => "Apache",
            Host::Caddy => "Caddy",
            Host::S3 => "S3",
            Host::Other => "the host",
        }
    }

    /// Whether it reads `_headers` (Netlify and Cloudflare, their documentation of November 2026).
    pub fn reads_headers(self) -> bool {
        matches!(self, Host::Netlify | Host::Cloudflare)
    }

    /// Whether it reads `_redirects` (Netlify, Cloudflare and GitLab, their documentation of November 2026).
    pub fn reads_redirects(self) -> bool {
        matches!(self, Host::Netlify | Host::Cloudflare | Host::GitLab)
    }

    /// The file with rules of its own kind.
    pub fn rules_file(self) -> Option<&'static str> {
        match self {
            Host::Nginx => Some("_nginx.conf"),
            Host::Apache => Some(".htaccess"),
            Host::Caddy => Some("_caddy.conf"),
            Host::Vercel => Some("vercel.json"),
            // Without it, names that begin with an underscore are left out of what a branch publishes.
            Host::GitHub => Some(".nojekyll"),
            Host::Netlify | Host::Cloudflare | Host::GitLab | Host::S3 | Host::Other => None,
        }
    }

    /// As its documentation has it (November 2026): of Cloudflare the free plan, of GitLab the usual setting.
    pub fn limits(self) -> HostLimits {
        let none = HostLimits::default();
        match self {
            Host::Cloudflare => {
                HostLimits { files: Some(20_000), file_bytes: Some(25 << 20), redirects: Some(2_000), ..none }
            }
            Host::GitHub => HostLimits { megabytes: Some(1_000), ..none },
            Host::GitLab => HostLimits { megabytes: Some(1_000), redirects: Some(1_000), ..none },
            Host::Vercel => HostLimits { redirects: Some(2_048), ..none },
            Host::Netlify | Host::Nginx | Host::Apache | Host::Caddy | Host::S3 | Host::Other => none,
        }
    }
}
