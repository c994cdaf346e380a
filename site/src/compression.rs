//! Brotli, as a host compresses and as a browser unpacks what has arrived so far.

use std::io::Read;

/// The bytes as a host sends them to a browser that understands brotli, at its strongest setting.
pub(crate) fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    brotli::CompressorReader::new(bytes, 1 << 16, 11, 22)
        .read_to_end(&mut out)
        .expect("reading from memory and writing to memory cannot fail");
    out
}

/// What can be decoded from the first bytes of a brotli stream.
pub(crate) fn decodable(stream: &[u8], first_bytes: usize) -> Vec<u8> {
    let cut = &stream[..first_bytes.min(stream.len())];
    let mut decoder = brotli::Decompressor::new(cut, 1 << 12);
    let mut out = Vec::new();
    let mut chunk = [0; 1 << 12];
    // The end of the cut stream is an error to the decoder; everything before it has been handed out.
    while let Ok(count @ 1..) = decoder.read(&mut chunk) {
        out.extend_from_slice(&chunk[..count]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_stream_decodes_to_the_beginning_of_the_text() {
        let text: String = (0..4000).map(|n| format!("line {n} {}\n", n * 7919 % 1009)).collect();
        let stream = brotli(text.as_bytes());
        let part = decodable(&stream, stream.len() / 2);
        assert!(part.len() > 1000 && part.len() < text.len(), "{} of {}", part.len(), text.len());
        assert!(text.as_bytes().starts_with(&part));
        assert_eq!(decodable(&stream, usize::MAX), text.as_bytes());
    }
}
