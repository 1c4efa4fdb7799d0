using System.Buffers.Binary;
using System.Text;

namespace AwsHistory.Web.Drawing;

/// <summary>
/// A TrueType font, as far as it takes to draw a line of text: which glyph a letter has, how wide it is, and its outline. The
/// pictures of pages are the only thing that needs it; a drawing library that does more is larger than this whole program.
/// </summary>
internal sealed class Typeface
{
    private readonly byte[] data;
    private readonly Dictionary<string, int> tables = [];
    private readonly int unitsPerEm, metrics, characters;
    private readonly bool hasLongOffsets;

    private Typeface(byte[] data)
    {
        this.data = data;
        for (var i = 0; i < U16(4); i++) tables[Encoding.ASCII.GetString(data, 12 + (i * 16), 4)] = (int)U32(12 + (i * 16) + 8);
        unitsPerEm = U16(tables["head"] + 18);
        hasLongOffsets = U16(tables["head"] + 50) == 1;
        metrics = U16(tables["hhea"] + 34);
        var map = tables["cmap"];
        for (var i = 0; i < U16(map + 2); i++)
        {
            var at = map + (int)U32(map + 4 + (i * 8) + 4);
            // Segments of the basic plane: every font has them, and our titles need no more.
            if (U16(at) == 4) characters = at;
        }
    }

    /// <summary>Source Serif 4, semi-bold, which lies beside this file with its licence.</summary>
    public static Typeface Serif { get; } = Load();

    /// <summary>The width of a line of text.</summary>
    public double Width(string text, double size) => text.EnumerateRunes().Sum(rune => Advance(Glyph(rune.Value))) * size / unitsPerEm;

    /// <summary>The outlines of a line of text, as closed polygons; a letter that the font does not have leaves a gap.</summary>
    public IEnumerable<IReadOnlyList<(double X, double Y)>> Outline(string text, double x, double baseline, double size)
    {
        var scale = size / unitsPerEm;
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = Glyph(rune.Value);
            if (glyph > 0)
                foreach (var contour in Contours(glyph, 0))
                    yield return Flatten(contour, x, baseline, scale);
            x += Advance(glyph) * scale;
        }
    }

    private static Typeface Load()
    {
        using var stream = typeof(Typeface).Assembly.GetManifestResourceStream("SourceSerif4-SemiBold.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(bytes);
    }

    private int Glyph(int character)
    {
        if (character > 0xFFFF) return 0;
        var segments = U16(characters + 6) / 2;
        var (ends, starts) = (characters + 14, characters + 16 + (segments * 2));
        for (var i = 0; i < segments; i++)
        {
            if (character > U16(ends + (i * 2))) continue;
            var start = U16(starts + (i * 2));
            if (character < start) return 0;
            var (delta, rangeAt) = (U16(starts + (segments * 2) + (i * 2)), starts + (segments * 4) + (i * 2));
            var range = U16(rangeAt);
            if (range == 0) return (character + delta) & 0xFFFF;
            var glyph = U16(rangeAt + range + ((character - start) * 2));
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }

        return 0;
    }

    private int Advance(int glyph) => U16(tables["hmtx"] + (Math.Min(glyph, metrics - 1) * 4));

    private List<List<(double X, double Y, bool OnCurve)>> Contours(int glyph, int depth)
    {
        var loca = tables["loca"];
        var (from, to) = hasLongOffsets ? ((int)U32(loca + (glyph * 4)), (int)U32(loca + (glyph * 4) + 4))
            : (U16(loca + (glyph * 2)) * 2, U16(loca + (glyph * 2) + 2) * 2);
        if (from == to || depth > 4) return [];
        var at = tables["glyf"] + from;
        return I16(at) is >= 0 and var count ? Simple(at + 10, count) : Composite(at + 10, depth);
    }

    private List<List<(double X, double Y, bool OnCurve)>> Simple(int at, int count)
    {
        var ends = Enumerable.Range(0, count).Select(i => (int)U16(at + (i * 2))).ToList();
        at += count * 2;
        at += 2 + U16(at);
        var total = count == 0 ? 0 : ends[^1] + 1;
        var flags = new byte[total];
        for (var i = 0; i < total;)
        {
            var flag = flags[i++] = data[at++];
            if ((flag & 8) == 0) continue;
            for (var repeat = data[at++]; repeat > 0; repeat--) flags[i++] = flag;
        }

        var (xs, ys) = (Coordinates(2, 16), Coordinates(4, 32));
        var contours = new List<List<(double, double, bool)>>();
        for (var (i, start) = (0, 0); i < count; start = ends[i++] + 1)
            contours.Add([.. Enumerable.Range(start, ends[i] - start + 1).Select(p => ((double)xs[p], (double)ys[p], (flags[p] & 1) != 0))]);
        return contours;

        int[] Coordinates(int isShort, int isSame)
        {
            var values = new int[total];
            var value = 0;
            for (var i = 0; i < total; i++)
            {
                if ((flags[i] & isShort) != 0) value += (flags[i] & isSame) != 0 ? data[at++] : -data[at++];
                else if ((flags[i] & isSame) == 0) (value, at) = (value + I16(at), at + 2);
                values[i] = value;
            }

            return values;
        }
    }

    /// <summary>A glyph made of others, such as a letter with an accent.</summary>
    private List<List<(double X, double Y, bool OnCurve)>> Composite(int at, int depth)
    {
        var contours = new List<List<(double X, double Y, bool OnCurve)>>();
        int flags;
        do
        {
            flags = U16(at);
            var part = Contours(U16(at + 2), depth + 1);
            at += 4;
            var (dx, dy) = (flags & 1) != 0 ? (I16(at), I16(at + 2)) : ((sbyte)data[at], (sbyte)data[at + 1]);
            at += (flags & 1) != 0 ? 4 : 2;
            var (a, b, c, d) = (1.0, 0.0, 0.0, 1.0);
            if ((flags & 8) != 0) (a, d, at) = (F2(at), F2(at), at + 2);
            else if ((flags & 0x40) != 0) (a, d, at) = (F2(at), F2(at + 2), at + 4);
            else if ((flags & 0x80) != 0) (a, b, c, d, at) = (F2(at), F2(at + 2), F2(at + 4), F2(at + 6), at + 8);
            contours.AddRange(part.Select(contour => contour.ConvertAll(p => ((a * p.X) + (c * p.Y) + dx, (b * p.X) + (d * p.Y) + dy, p.OnCurve))));
        }
        while ((flags & 0x20) != 0);
        return contours;
    }

    /// <summary>Curves become short lines. Between two control points there is a point of the curve that the font leaves out.</summary>
    private static List<(double X, double Y)> Flatten(List<(double X, double Y, bool OnCurve)> contour, double x, double baseline, double scale)
    {
        const int steps = 6;
        var line = new List<(double, double)>();
        var first = contour.FindIndex(p => p.OnCurve);
        var start = first >= 0 ? contour[first] : Middle(contour[0], contour[^1]);
        var from = start;
        for (var i = 1; i <= contour.Count; i++)
        {
            var point = contour[(Math.Max(first, 0) + i) % contour.Count];
            if (first < 0) point = contour[i % contour.Count];
            if (point.OnCurve)
            {
                line.Add(Place(point));
                from = point;
                continue;
            }

            var next = contour[(Math.Max(first, 0) + i + 1) % contour.Count];
            var to = i == contour.Count ? start : next.OnCurve ? next : Middle(point, next);
            for (var s = 1; s <= steps; s++)
            {
                var t = (double)s / steps;
                var (p, q, r) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
                line.Add(Place(((p * from.X) + (q * point.X) + (r * to.X), (p * from.Y) + (q * point.Y) + (r * to.Y), true)));
            }

            from = to;
        }

        return line;

        (double, double) Place((double X, double Y, bool) p) => (x + (p.X * scale), baseline - (p.Y * scale));

        static (double X, double Y, bool OnCurve) Middle((double X, double Y, bool OnCurve) a, (double X, double Y, bool OnCurve) b) =>
            ((a.X + b.X) / 2, (a.Y + b.Y) / 2, true);
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));

    private double F2(int at) => I16(at) / 16384.0;
}
