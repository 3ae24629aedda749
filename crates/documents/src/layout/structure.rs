//! The structure that lets a screen reader read a document in order (tagged
//! PDF, PDF 32000-1, 14.7 and 14.8).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use super::{Item, Role};
use crate::error::DocumentError;

/// Which marked pieces of content belong to which block of text.
pub(super) struct Marks {
    /// Per page, the block of each mark.
    pages: Vec<Vec<usize>>,
    /// Per block, the page and number of each of its marks.
    blocks: Vec<Vec<(usize, usize)>>,
}

impl Marks {
    pub(super) fn new(blocks: usize) -> Self {
        Self {
            pages: Vec::new(),
            blocks: vec![Vec::new(); blocks],
        }
    }

    /// The number of the next mark on a page, given to a block.
    pub(super) fn next(&mut self, page: usize, block: usize) -> usize {
        if self.pages.len() <= page {
            self.pages.resize(page + 1, Vec::new());
        }
        let Some(marks) = self.pages.get_mut(page) else {
            return 0;
        };
        marks.push(block);
        let mark = marks.len() - 1;
        if let Some(block) = self.blocks.get_mut(block) {
            block.push((page, mark));
        }
        mark
    }
}

/// Wraps each text object in a mark, and everything else as decoration. The
/// library writes one operator a line and the text in the order of the items.
pub(super) fn mark_text(
    content: &[u8],
    items: &[Item],
    roles: &[Role],
    page: usize,
    marks: &mut Marks,
) -> Vec<u8> {
    let mut blocks = items.iter().filter_map(|item| match item {
        Item::Text { block, .. } => Some(*block),
        _ => None,
    });
    let mut out = Vec::with_capacity(content.len() + 40 * items.len());
    let mut in_decoration = false;
    for line in content
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
    {
        match line {
            // The library's layers; its documents have one, of no use.
            b"EMC" => continue,
            _ if line.ends_with(b" BDC") => continue,
            b"BT" => {
                if std::mem::take(&mut in_decoration) {
                    out.extend_from_slice(b"EMC\n");
                }
                let block = blocks.next().unwrap_or_default();
                if roles.get(block) == Some(&Role::Decoration) {
                    out.extend_from_slice(b"/Artifact BMC\nBT\n");
                } else {
                    let mark = marks.next(page, block);
                    out.extend_from_slice(format!("/Span <</MCID {mark}>> BDC\nBT\n").as_bytes());
                }
            }
            b"ET" => out.extend_from_slice(b"ET\nEMC\n"),
            _ => {
                if line.ends_with(b" m") && !in_decoration {
                    out.extend_from_slice(b"/Artifact BMC\n");
                    in_decoration = true;
                }
                if in_decoration && line == b"Q" {
                    out.extend_from_slice(b"EMC\n");
                    in_decoration = false;
                }
                out.extend_from_slice(line);
                out.push(b'\n');
            }
        }
    }
    out
}

/// Adds the tree of blocks, and the way back from each mark to its block.
pub(super) fn add_tree(
    pdf: &mut Document,
    roles: &[Role],
    pages: &[ObjectId],
    marks: &Marks,
) -> Result<(), DocumentError> {
    let root = pdf.new_object_id();
    let body = pdf.new_object_id();
    let mut kids = Vec::new();
    let mut elements = vec![None; roles.len()];
    for ((role, places), element) in roles.iter().zip(&marks.blocks).zip(&mut elements) {
        if places.is_empty() {
            continue;
        }
        let id = pdf.add_object(block_element(role, places, pages, body));
        *element = Some(id);
        kids.push(Object::Reference(id));
    }
    let mut numbers = Vec::new();
    for (page, blocks) in marks.pages.iter().enumerate() {
        let element = |block: &usize| elements.get(*block).copied().flatten();
        let parents = blocks
            .iter()
            .map(|block| element(block).map_or(Object::Null, Object::Reference));
        numbers.push(integer(page));
        numbers.push(parents.collect::<Vec<_>>().into());
    }
    pdf.set_object(
        body,
        dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => kids },
    );
    pdf.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![body.into()],
            "ParentTree" => dictionary! { "Nums" => numbers },
            "ParentTreeNextKey" => integer(marks.pages.len()),
        },
    );
    let catalog = pdf.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

fn block_element(
    role: &Role,
    places: &[(usize, usize)],
    pages: &[ObjectId],
    parent: ObjectId,
) -> Dictionary {
    let name = match role {
        Role::Title => "H1",
        Role::Heading => "H2",
        Role::Paragraph => "P",
        Role::Figure { .. } => "Figure",
        Role::Decoration => "NonStruct",
    };
    let kids = places.iter().filter_map(|(page, mark)| {
        let page = *pages.get(*page)?;
        Some(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => integer(*mark) }.into())
    });
    let mut element = dictionary! { "Type" => "StructElem", "S" => name, "P" => parent };
    element.set("K", kids.collect::<Vec<Object>>());
    if let Role::Figure { alternative } = role {
        element.set("Alt", text_string(alternative));
    }
    element
}

fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
