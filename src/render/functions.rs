//! What templates can call: words, addresses of assets, lines of a drawing. All pure.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Function, Kwargs, State, TeraResult};

use crate::locale::Strings;
use crate::model::Lang;

/// `t(key="…", n=3, name="…")`: the words of a key in the page's language.
pub struct Words {
    pub strings: Arc<BTreeMap<Lang, Strings>>,
}

impl Words {
    /// The key that is asked for, and the words of the page's language, which have it.
    fn of<'a>(&self, kwargs: &'a Kwargs, state: &State) -> TeraResult<(&'a str, &Strings)> {
        let key = kwargs.must_get::<&str>("key")?;
        let tag = match kwargs.get::<&str>("lang")? {
            Some(lang) => lang.to_owned(),
            None => state.get::<String>("lang")?.unwrap_or_default(),
        };
        let lang = Lang::new(&tag).ok_or_else(|| tera::Error::message("`t` needs the variable `lang`"))?;
        let strings =
            self.strings.get(&lang).ok_or_else(|| tera::Error::message(format!("the site has no language `{tag}`")))?;
        if !strings.has(key) {
            let near = crate::diag::nearest(key, strings.keys())
                .map_or(String::new(), |near| format!(", did you mean `{near}`?"));
            return Err(tera::Error::message(format!("there are no words for `{key}` in i18n/{tag}.yaml{near}")));
        }
        Ok((key, strings))
    }
}

/// `forms(key="count_results")`: every plural form of a key, as JSON, for a script that counts.
pub struct Forms(pub Words);

impl Function<TeraResult<String>> for Forms {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<String> {
        let (key, strings) = self.0.of(&kwargs, state)?;
        Ok(strings.forms(key))
    }
}

impl Function<TeraResult<String>> for Words {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<String> {
        let (key, strings) = self.of(&kwargs, state)?;
        let mut fill: BTreeMap<&str, String> = BTreeMap::new();
        for (name, value) in kwargs.iter() {
            if let Some(name) = name.as_str().filter(|name| !matches!(*name, "key" | "lang" | "n")) {
                fill.insert(name, value.to_string());
            }
        }
        match kwargs.get::<usize>("n")? {
            Some(n) => Ok(strings.count(key, n, fill)),
            None if strings.is_count(key) => Err(tera::Error::message(format!("`{key}` counts something: add `n=…`"))),
            None => Ok(strings.text(key, &fill)),
        }
    }
}

/// `text | wrap(size=68, width=1040, lines=3)`: lines of a drawing, in the font of share cards.
pub fn wrap(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<Vec<String>> {
    let (size, width) = (kwargs.must_get::<f64>("size")?, kwargs.must_get::<f64>("width")?);
    let lines = kwargs.must_get::<usize>("lines")?;
    // Sizes of drawings are small numbers.
    Ok(crate::picture::wrapped(text, size as f32, width as f32, lines))
}

/// `asset(path="style.css")`: the fingerprinted address of a file of the theme.
pub struct AssetPlaces {
    pub places: BTreeMap<String, String>,
}

impl Function<TeraResult<String>> for AssetPlaces {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<String> {
        let path = kwargs.must_get::<&str>("path")?;
        match self.places.get(path) {
            Some(place) => Ok(place.clone()),
            None => Err(tera::Error::message(format!("the theme has no file static/{path}"))),
        }
    }
}
