//! A picture as plain shapes, and its two renderings by plotters: SVG and PNG.
//!
//! Charts are drawn once, as data; so both renderings show the same, and a chart needs no backend.

use std::sync::Once;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, register_font};

use super::palette;

/// Also what a browser looks for: Verdana is as wide as DejaVu Sans.
const FONT: &str = "DejaVu Sans, Verdana, Arial, sans-serif";
static FONT_FILE: &[u8] = include_bytes!("../../../assets/font/DejaVuSans.ttf");

/// Plotters places on whole pixels: so many to a unit, also for a sharp bitmap.
const SCALE: f64 = 2.0;

/// White around the shapes.
const MARGIN: f64 = 6.0;
const TITLE: f64 = 34.0;

#[derive(Clone, Debug)]
pub struct Picture {
    /// In units of about a pixel on the page.
    pub width: f64,
    pub height: f64,
    /// What it shows, in a sentence: for those who cannot see it.
    pub description: String,
    /// Later ones lie on top.
    shapes: Vec<Shape>,
}

pub type Point = (f64, f64);

#[derive(Clone, Debug)]
enum Shape {
    Line { points: Vec<Point>, width: f64, color: RGBColor },
    Area { points: Vec<Point>, color: RGBAColor },
    Dot { at: Point, radius: f64, color: RGBColor },
    Text { at: Point, text: String, size: f64, color: RGBColor, align: Align },
}

/// Where a text stands from its point; always centred on it vertically.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Middle,
    Right,
}

impl Picture {
    pub fn new(width: f64, height: f64, description: impl Into<String>) -> Self {
        Self { width, height, description: description.into(), shapes: Vec::new() }
    }

    /// The same under a title.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        for shape in &mut self.shapes {
            match shape {
                Shape::Line { points, .. } | Shape::Area { points, .. } => {
                    points.iter_mut().for_each(|point| point.1 += TITLE);
                }
                Shape::Dot { at, .. } | Shape::Text { at, .. } => at.1 += TITLE,
            }
        }
        self.height += TITLE;
        self.text((0.0, TITLE / 3.0), title, palette::TITLE, palette::INK, Align::Left);
        self
    }

    pub fn line(&mut self, points: &[Point], width: f64, color: RGBColor) {
        self.shapes.push(Shape::Line { points: points.to_vec(), width, color });
    }

    pub fn area(&mut self, points: Vec<Point>, color: RGBAColor) {
        self.shapes.push(Shape::Area { points, color });
    }

    pub fn rectangle(&mut self, (x, y): Point, width: f64, height: f64, color: RGBColor) {
        let corners = vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        self.area(corners, color.to_rgba());
    }

    pub fn dot(&mut self, at: Point, radius: f64, color: RGBColor) {
        self.shapes.push(Shape::Dot { at, radius, color });
    }

    pub fn text(&mut self, at: Point, text: impl Into<String>, size: f64, color: RGBColor, align: Align) {
        self.shapes.push(Shape::Text { at, text: text.into(), size, color, align });
    }

    /// Texts that run out of the picture.
    #[cfg(test)]
    pub fn clipped(&self) -> Vec<&str> {
        let is_out = |at: &Point, text: &str, size: f64, align: Align| {
            let width = text_width(text, size);
            let left = match align {
                Align::Left => at.0,
                Align::Middle => at.0 - width / 2.0,
                Align::Right => at.0 - width,
            };
            left < -MARGIN || left + width > self.width + MARGIN || at.1 < 0.0 || at.1 > self.height
        };
        let texts = self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text { at, text, size, align, .. } if is_out(at, text, *size, *align) => {
                Some(text.as_str())
            }
            _ => None,
        });
        texts.collect()
    }

    pub fn svg(&self) -> String {
        let mut svg = String::new();
        self.draw(SVGBackend::with_string(&mut svg, self.pixels()).into_drawing_area());
        svg
    }

    pub fn png(&self) -> Vec<u8> {
        let (width, height) = self.pixels();
        let mut pixels = vec![255; width as usize * height as usize * 3];
        self.draw(BitMapBackend::with_buffer(&mut pixels, (width, height)).into_drawing_area());
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().expect("a picture has pixels");
        writer.write_image_data(&pixels).expect("as many bytes as the header says");
        writer.finish().expect("memory takes every byte");
        file
    }

    fn pixels(&self) -> (u32, u32) {
        let whole = |length: f64| ((length + 2.0 * MARGIN) * SCALE).round() as u32;
        (whole(self.width), whole(self.height))
    }

    fn draw<B: DrawingBackend>(&self, area: DrawingArea<B, Shift>) {
        load_font();
        area.fill(&WHITE).expect("memory takes every shape");
        for shape in &self.shapes {
            draw_shape(&area, shape);
        }
        area.present().expect("memory takes every shape");
    }
}

/// How wide a text is, about.
pub fn text_width(text: &str, size: f64) -> f64 {
    load_font();
    let (width, _) = font(size).box_size(text).expect("the font is loaded");
    f64::from(width)
}

/// `text`, or as much of it as fits in `room` with an ellipsis.
pub fn shortened(text: &str, size: f64, room: f64) -> String {
    let mut short = text.to_owned();
    while text_width(&short, size) > room && short.chars().count() > 2 {
        short = short.chars().take(short.chars().count() - 2).collect::<String>() + "…";
    }
    short
}

/// `text` in lines that fit in `room`, broken between words; a word that does not fit is shortened.
pub fn folded(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|longer| text_width(longer, size) <= room) {
            Some(longer) => *lines.last_mut().expect("there is a line to lengthen") = longer,
            None => lines.push(shortened(word, size, room)),
        }
    }
    lines
}

fn font(size: f64) -> FontDesc<'static> {
    FontDesc::new(FontFamily::Name(FONT), size, FontStyle::Normal)
}

fn load_font() {
    static LOADED: Once = Once::new();
    LOADED.call_once(|| {
        assert!(register_font(FONT, FontStyle::Normal, FONT_FILE).is_ok(), "the font file is a font");
    });
}

fn draw_shape<B: DrawingBackend>(area: &DrawingArea<B, Shift>, shape: &Shape) {
    let whole = |length: f64| ((length + MARGIN) * SCALE).round() as i32;
    let pixel = |&(x, y): &Point| (whole(x), whole(y));
    let drawn = match shape {
        Shape::Line { points, width, color } => {
            let style = color.stroke_width((width * SCALE).round() as u32);
            area.draw(&PathElement::new(points.iter().map(pixel).collect::<Vec<_>>(), style))
        }
        Shape::Area { points, color } => {
            area.draw(&Polygon::new(points.iter().map(pixel).collect::<Vec<_>>(), color.filled()))
        }
        Shape::Dot { at, radius, color } => {
            area.draw(&Circle::new(pixel(at), (radius * SCALE).round() as u32, color.filled()))
        }
        Shape::Text { at, text, size, color, align } => {
            let horizontal = match align {
                Align::Left => HPos::Left,
                Align::Middle => HPos::Center,
                Align::Right => HPos::Right,
            };
            let style = font(size * SCALE).color(color).pos(Pos::new(horizontal, VPos::Center));
            area.draw(&Text::new(text.as_str(), pixel(at), style))
        }
    };
    drawn.expect("memory takes every shape");
}
