using System.Buffers.Binary;
using System.IO.Compression;

namespace AwsHistory.Web.Drawing;

/// <summary>A picture of pixels with smooth edges, that becomes a PNG.</summary>
internal sealed class Picture
{
    private readonly int width, height, stride;
    private readonly byte[] pixels;
    private readonly float[] area;

    public Picture(int width, int height, uint ground)
    {
        (this.width, this.height) = (width, height);
        pixels = new byte[width * height * 3];
        stride = width + 2;
        area = new float[stride * height];
        Rectangle(0, 0, width, height, ground);
    }

    public void Rectangle(double x, double y, double w, double h, uint colour) => Fill([[(x, y), (x + w, y), (x + w, y + h), (x, y + h)]], colour);

    public void Text(string text, double x, double baseline, double size, uint colour) => Fill(Typeface.Serif.Outline(text, x, baseline, size), colour);

    /// <summary>
    /// Fills polygons. Each edge adds to the pixels it crosses how much of them lies to its right; the running sum along a row is
    /// then how much of each pixel is covered.
    /// </summary>
    public void Fill(IEnumerable<IReadOnlyList<(double X, double Y)>> polygons, uint colour)
    {
        var (top, bottom) = (height, 0);
        foreach (var polygon in polygons)
        {
            for (var i = 0; i < polygon.Count; i++)
            {
                var (from, to) = (polygon[i], polygon[(i + 1) % polygon.Count]);
                Edge(from, to);
                top = Math.Min(top, (int)Math.Floor(Math.Min(from.Y, to.Y)));
                bottom = Math.Max(bottom, (int)Math.Ceiling(Math.Max(from.Y, to.Y)));
            }
        }

        for (var y = Math.Max(0, top); y < Math.Min(height, bottom); y++)
        {
            var sum = 0f;
            for (var x = 0; x < width; x++)
            {
                var at = (y * width) + x;
                sum += area[(y * stride) + x];
                var cover = Math.Min(1, Math.Abs(sum));
                if (cover < 0.004f) continue;
                for (var c = 0; c < 3; c++)
                {
                    var ink = (byte)(colour >> (16 - (c * 8)));
                    pixels[(at * 3) + c] = (byte)(pixels[(at * 3) + c] + ((ink - pixels[(at * 3) + c]) * cover) + 0.5f);
                }
            }

            area.AsSpan(y * stride, stride).Clear();
        }
    }

    /// <summary>The picture as PNG (RFC 2083): eight bits a colour, no filter, since flat grounds need none.</summary>
    public byte[] ToPng()
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk("IHDR"u8, header);
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                deflate.WriteByte(0);
                deflate.Write(pixels, y * width * 3, width * 3);
            }
        }

        Chunk("IDAT"u8, packed.ToArray());
        Chunk("IEND"u8, []);
        return png.ToArray();

        void Chunk(ReadOnlySpan<byte> type, byte[] content)
        {
            var number = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
            png.Write(number);
            png.Write(type);
            png.Write(content);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc(type, content));
            png.Write(number);
        }
    }

    private void Edge((double X, double Y) from, (double X, double Y) to)
    {
        if (from.Y == to.Y) return;
        var direction = from.Y < to.Y ? 1f : -1f;
        if (from.Y > to.Y) (from, to) = (to, from);
        var slope = (to.X - from.X) / (to.Y - from.Y);
        for (var y = Math.Max(0, (int)Math.Floor(from.Y)); y < Math.Min(height, (int)Math.Ceiling(to.Y)); y++)
        {
            var (y0, y1) = (Math.Max(y, from.Y), Math.Min(y + 1, to.Y));
            var (x0, x1) = (from.X + ((y0 - from.Y) * slope), from.X + ((y1 - from.Y) * slope));
            if (x0 > x1) (x0, x1) = (x1, x0);
            (x0, x1) = (Math.Clamp(x0, 0, width - 1e-6), Math.Clamp(x1, 0, width - 1e-6));
            var (amount, left, right) = ((float)(y1 - y0) * direction, (int)x0, (int)x1);
            var row = y * stride;
            if (left == right)
            {
                var inside = (float)(((x0 + x1) / 2) - left);
                area[row + left] += amount * (1 - inside);
                area[row + left + 1] += amount * inside;
                continue;
            }

            // The edge crosses several pixels of the row: to each its share, and of that what lies to the right.
            var across = (float)(x1 - x0);
            var before = 0f;
            for (var x = left; x <= right; x++)
            {
                var (a, b) = (Math.Max(x, x0), Math.Min(x + 1, x1));
                var share = (float)(b - a) / across;
                var cover = before + (share * (float)(1 - (((a + b) / 2) - x)));
                area[row + x] += amount * (cover - before);
                area[row + x + 1] += amount * (before + share - cover);
                before += share;
            }
        }
    }

    private static uint Crc(ReadOnlySpan<byte> type, byte[] content)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in type) crc = Step(crc, b);
        foreach (var b in content) crc = Step(crc, b);
        return ~crc;

        static uint Step(uint crc, byte b) => Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
    }

    private static readonly uint[] Table =
    [
        .. Enumerable.Range(0, 256).Select(n =>
        {
            var c = (uint)n;
            for (var k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            return c;
        }),
    ];
}
