//! What templates can call: words, addresses of assets, lines of a drawing. All pure.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tera::{Function, Kwargs, State, TeraResult, Value};

use crate::locale::Strings;
use crate::model::Lang;

/// `t(key="…", n=3, name="…")`: the words of a key in the page's language.
#[derive(Clone)]
pub struct Words {
    languages: Arc<BTreeMap<Lang, Strings>>,
    /// The words that are the same on every page, by language and key: templates share them.
    fixed: Arc<HashMap<String, HashMap<String, Value>>>,
}

impl Words {
    pub fn new(languages: &Arc<BTreeMap<Lang, Strings>>) -> Words {
        let of = |strings: &Strings| -> HashMap<String, Value> {
            strings.fixed().map(|(key, text)| (key.to_owned(), Value::from(text))).collect()
        };
        let fixed = languages.iter().map(|(lang, strings)| (lang.to_string(), of(strings))).collect();
        Words { languages: languages.clone(), fixed: Arc::new(fixed) }
    }

    /// The words of a language, which have the key.
    fn of(&self, key: &str, tag: &str) -> TeraResult<&Strings> {
        let lang = Lang::new(tag).ok_or_else(|| tera::Error::message("`t` needs the variable `lang`"))?;
        let strings = self
            .languages
            .get(&lang)
            .ok_or_else(|| tera::Error::message(format!("the site has no language `{tag}`")))?;
        if !strings.has(key) {
            let near = crate::diag::nearest(key, strings.keys())
                .map_or(String::new(), |near| format!(", did you mean `{near}`?"));
            return Err(tera::Error::message(format!("there are no words for `{key}` in i18n/{tag}.yaml{near}")));
        }
        Ok(strings)
    }
}

/// The language that words are asked for in: of the call, else of the page.
fn language(kwargs: &Kwargs, state: &State) -> TeraResult<Value> {
    let own = kwargs.get::<Value>("lang")?;
    Ok(match own {
        Some(lang) => lang,
        None => state.get::<Value>("lang")?.unwrap_or_else(Value::none),
    })
}

/// `forms(key="count_results")`: every plural form of a key, as JSON, for a script that counts.
pub struct Forms(pub Words);

impl Function<TeraResult<String>> for Forms {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        let lang = language(&kwargs, state)?;
        Ok(self.0.of(key, lang.as_str().unwrap_or_default())?.forms(key))
    }
}

impl Function<TeraResult<Value>> for Words {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
        let key = kwargs.must_get::<&str>("key")?;
        let lang = language(&kwargs, state)?;
        let lang = lang.as_str().unwrap_or_default();
        if let Some(fixed) = self.fixed.get(lang).and_then(|fixed| fixed.get(key)) {
            return Ok(fixed.clone());
        }
        let strings = self.of(key, lang)?;
        let mut fill: BTreeMap<&str, String> = BTreeMap::new();
        for (name, value) in kwargs.iter() {
            if let Some(name) = name.as_str().filter(|name| !matches!(*name, "key" | "lang" | "n")) {
                fill.insert(name, value.to_string());
            }
        }
        match kwargs.get::<usize>("n")? {
            Some(n) => Ok(strings.count(key, n, fill).into()),
            None if strings.is_count(key) => Err(tera::Error::message(format!("`{key}` counts something: add `n=…`"))),
            None => Ok(strings.text(key, &fill).into()),
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
