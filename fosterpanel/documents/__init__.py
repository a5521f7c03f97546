"""Pages, figures, packs and signatures: records in, bytes out."""
