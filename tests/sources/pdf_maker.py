"""Makes small PDF files by hand: a Japanese font without outlines, and a table from its codes to characters."""

from __future__ import annotations

from collections.abc import Sequence


def make_pdf(
    pages: Sequence[Sequence[str] | None],
    title: str = "",
    shift: int = 0,
    protected: bool = False,
    tounicode: bool = True,
) -> bytes:
    """A PDF with one line of text under the other, or a drawing for a page that is None.

    ``shift`` moves every character of the table (broken text); ``tounicode`` False leaves the table out.
    """
    chars = sorted({char for page in pages for line in page or [] for char in line})
    code = {char: index + 1 for index, char in enumerate(chars)}
    table = "".join(f"<{code[c]:04X}> <{_utf16(c, shift)}>\n" for c in chars)
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(chars)} beginbfchar\n{table}endbfchar endcmap end end"
    )
    first_page = 7
    kids = " ".join(f"{first_page + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (b" /ToUnicode 5 0 R >>" if tounicode else b" >>"),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(cmap),
        f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> >>".encode(),
    ]
    for number, page in enumerate(pages):
        lines = " ".join(f"<{''.join(f'{code[c]:04X}' for c in line)}> Tj 0 -20 Td" for line in page or [])
        content = first_page + 2 * number + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream("10 10 200 200 re f" if page is None else f"BT /F1 12 Tf 40 760 Td {lines} ET"))
    extra = ""
    if protected:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>".encode())
        extra = f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    return _file(objects, extra)


def _utf16(char: str, shift: int) -> str:
    return chr(ord(char) + shift).encode("utf-16-be").hex().upper()


def _stream(text: str) -> bytes:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream".encode()


def _file(objects: Sequence[bytes], extra: str) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R{extra} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()
