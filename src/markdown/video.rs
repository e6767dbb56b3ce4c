//! Where a video is watched, and by which player.

use super::target::Target;
use crate::source::SafeUrl;

/// A video.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Video {
    /// One at a site that has a player for other sites: its page, the player's address, what the site is called.
    Player { page: String, player: String, host: String },
    /// A file, which browsers play themselves.
    File,
}

/// The hosts of YouTube's pages. Its player without cookies has a host of its own (support.google.com, "Embed videos", 2026).
const YOUTUBE: [&str; 5] = ["youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"];
const VIMEO: [&str; 3] = ["vimeo.com", "www.vimeo.com", "player.vimeo.com"];

impl Video {
    /// What an address leads to; `None` for what is no video.
    pub fn of(target: &Target) -> Option<Video> {
        let url = match target {
            Target::Foreign(url) => url,
            Target::Site(target) => return is_file(target.path()).then_some(Video::File),
            Target::Written(_) => return None,
        };
        let host = url.host()?;
        let (path, query) = parts(url);
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let page = url.as_str().to_owned();
        if YOUTUBE.contains(&host.as_str()) {
            let id = match segments.as_slice() {
                ["watch"] => query.split('&').find_map(|pair| pair.strip_prefix("v=")),
                ["embed" | "shorts" | "live" | "v", id, ..] => Some(*id),
                [id] if host == "youtu.be" => Some(*id),
                _ => None,
            };
            let id = id.filter(|id| is_name(id))?;
            let player = format!("https://www.youtube-nocookie.com/embed/{id}?autoplay=1");
            return Some(Video::Player { page, player, host: "YouTube".to_owned() });
        }
        if VIMEO.contains(&host.as_str()) {
            let (id, hash) = match segments.as_slice() {
                ["video", id] | [id] => (*id, None),
                [id, hash] => (*id, Some(*hash)),
                _ => return None,
            };
            if !id.bytes().all(|byte| byte.is_ascii_digit()) || hash.is_some_and(|hash| !is_name(hash)) {
                return None;
            }
            let hash = hash.map_or_else(String::new, |hash| format!("&h={hash}"));
            // `dnt`: nothing is noted of the visitor (developer.vimeo.com, "Player parameters", 2026).
            let player = format!("https://player.vimeo.com/video/{id}?autoplay=1&dnt=1{hash}");
            return Some(Video::Player { page, player, host: "Vimeo".to_owned() });
        }
        if is_file(&path) {
            return Some(Video::File);
        }
        // PeerTube's addresses (docs.joinpeertube.org, 2026): `/w/ID`, `/videos/watch/ID`, `/videos/embed/ID`.
        match segments.as_slice() {
            ["w", id] | ["videos", "watch" | "embed", id] if is_name(id) && url.as_str().starts_with("https:") => {
                Some(Video::Player { page, player: format!("https://{host}/videos/embed/{id}?autoplay=1"), host })
            }
            _ => None,
        }
    }

    /// What the policy of a page must allow: the directive and the source, none for the site's own files.
    pub fn loads(&self, target: &Target) -> Option<(&'static str, String)> {
        let host = |url: &str| SafeUrl::web(url).ok().map(|url| url.origin());
        match (self, target) {
            (Video::Player { player, .. }, _) => Some(("frame-src", host(player)?)),
            (Video::File, Target::Foreign(url)) => Some(("media-src", host(url.as_str())?)),
            (Video::File, _) => None,
        }
    }
}

/// The path and the query of an address.
fn parts(url: &SafeUrl) -> (String, String) {
    let rest = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or("");
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = place.find('/').map_or("", |at| &place[at..]);
    (path.to_owned(), query.to_owned())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn is_file(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    [".mp4", ".webm", ".ogv", ".m4v", ".mov"].iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_of_the_common_sites_are_known() {
        for (address, player) in [
            ("https://www.youtube.com/watch?t=3&v=aB-_9", "https://www.youtube-nocookie.com/embed/aB-_9?autoplay=1"),
            ("https://youtu.be/aB9?si=x", "https://www.youtube-nocookie.com/embed/aB9?autoplay=1"),
            ("https://www.youtube.com/shorts/aB9", "https://www.youtube-nocookie.com/embed/aB9?autoplay=1"),
            ("https://vimeo.com/123", "https://player.vimeo.com/video/123?autoplay=1&dnt=1"),
            ("https://vimeo.com/123/abc", "https://player.vimeo.com/video/123?autoplay=1&dnt=1&h=abc"),
            ("https://tube.example/w/aB9", "https://tube.example/videos/embed/aB9?autoplay=1"),
            ("https://tube.example/videos/watch/a-b", "https://tube.example/videos/embed/a-b?autoplay=1"),
        ] {
            let target = Target::Foreign(SafeUrl::web(address).unwrap());
            match Video::of(&target) {
                Some(Video::Player { player: found, .. }) => assert_eq!(found, player),
                other => panic!("{address}: {other:?}"),
            }
        }
        let of = |address: &str| Video::of(&Target::Foreign(SafeUrl::web(address).unwrap()));
        assert_eq!(of("https://cdn.example/a.MP4"), Some(Video::File));
        for address in
            ["https://x.example/", "https://www.youtube.com/watch", "https://youtu.be/a\"b", "https://vimeo.com/about"]
        {
            assert_eq!(of(address), None, "{address}");
        }
    }
}
