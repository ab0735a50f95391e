//! A plate as pictures that travel alone: the file beside its page, and the card that stands for the page in previews of links.

use super::super::desk::Desk;
use super::super::names;
use super::super::{Shell, Tray};
use super::{Home, Plate};
use crate::chart::{self, Mode, Trace, Width};
use crate::error::Result;
use crate::messages::{Locale, say};

/// Whose a picture is, and where it stands: what a reader of the picture alone cannot know otherwise.
pub(crate) struct Bearings {
    locale: Locale,
    /// The body.
    body: String,
    /// The year, where the picture is of one.
    year: Option<i32>,
    /// The name of the site, which cards say.
    #[cfg_attr(not(feature = "cards"), allow(dead_code))]
    site: String,
    /// The address of its page, or nothing.
    address: String,
}

impl Bearings {
    /// Those of the picture of a page.
    pub(crate) fn of(shell: &Shell<'_>, page: &str, body: &str, year: Option<i32>) -> Self {
        let unofficial =
            if shell.config.official { String::new() } else { say!(shell.locale, "unofficial-brackets") };
        let site = format!("{}{unofficial}", shell.config.name);
        Self {
            locale: shell.locale,
            body: names::shown(shell.locale, body),
            year,
            site,
            address: shell.absolute(page),
        }
    }

    /// The body, and the year where the picture is of one.
    fn who(&self) -> String {
        match self.year {
            Some(year) => say!(self.locale, "name-and-year", name = self.body.as_str(), year = year),
            None => self.body.clone(),
        }
    }
}

impl Plate<'_> {
    /// Writes what shares the stem of the plate's page: the picture, the table, the figures, the card.
    pub(crate) fn siblings(
        &self,
        tray: &Tray<'_>,
        desk: &Desk<'_>,
        home: &Home,
        bearings: &Bearings,
    ) -> Result<()> {
        tray.put(&home.file("svg"), || Ok(self.picture(desk, bearings)))?;
        if tray.has_dark() {
            tray.put(&home.dark(), || {
                let picture = self.picture(desk, bearings);
                Ok(chart::darkened(&String::from_utf8_lossy(&picture)).into_bytes())
            })?;
        }
        tray.put(&home.file("csv"), || Ok(self.table.csv()))?;
        tray.put(&home.file("json"), || Ok(self.data(desk, &bearings.who(), &bearings.address)))?;
        #[cfg(feature = "cards")]
        if tray.has_cards() {
            tray.put(&home.file("png"), || self.card(tray, desk, bearings))?;
        }
        Ok(())
    }

    /// Unit, year, how to read, and how much of it does not agree.
    fn below_title(&self, desk: &Desk<'_>) -> String {
        match self.foot(desk).doubts.len() {
            0 => self.subtitle.clone(),
            count => say!(desk.locale, "subtitle-doubts", subtitle = self.subtitle.as_str(), count = count),
        }
    }

    /// The picture as a file that travels alone.
    fn picture(&self, desk: &Desk<'_>, bearings: &Bearings) -> Vec<u8> {
        let below = self.below_title(desk);
        // Most say the year themselves.
        let named = bearings.year.is_some_and(|year| below.contains(&year.to_string()));
        let who = if named { bearings.body.clone() } else { bearings.who() };
        let mode = Mode::Standalone {
            title: self.title.clone(),
            trace: self.stated.iter().fold(Trace::default(), |all, fig| all.and(&fig.trace())),
            subtitle: if who.is_empty() {
                below
            } else {
                format!("{who}{}{below}", say!(desk.locale, "comma-between"))
            },
            source: self.foot(desk).sources.join(&say!(desk.locale, "clause-separator")),
            address: bearings.address.clone(),
        };
        chart::draw_in(super::words(desk.locale), &*self.chart, Width::Wide, &mode).markup.into_bytes()
    }

    /// The picture for previews of links.
    #[cfg(feature = "cards")]
    fn card(&self, tray: &Tray<'_>, desk: &Desk<'_>, bearings: &Bearings) -> Result<Vec<u8>> {
        use crate::chart::{card, raster};
        let mut words = card::Words {
            who: bearings.who(),
            title: self.title.clone(),
            subtitle: self.below_title(desk),
            source: self.foot(desk).sources.join(&say!(desk.locale, "clause-separator")),
            address: bearings.address.clone(),
            site: bearings.site.clone(),
            note: String::new(),
        };
        let (mut markup, lacking) = raster::covered(&card::card(&*self.chart, &words));
        if !lacking.is_empty() {
            // Whoever sees the mark is told what it is.
            words.note = say!(desk.locale, "no-glyph", mark = raster::MARK.to_string());
            (markup, _) = raster::covered(&card::card(&*self.chart, &words));
            tray.lacks(lacking);
        }
        raster::png(&markup).ok_or_else(|| crate::error::Error::Broken("a card is no picture".to_owned()))
    }
}
