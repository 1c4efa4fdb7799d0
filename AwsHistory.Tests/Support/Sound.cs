using System.Buffers.Binary;

namespace AwsHistory.Tests.Support;

/// <summary>Makes a recording every browser plays: a tone of so many seconds, as WAV.</summary>
internal static class Sound
{
    private const int Rate = 8000;

    public static byte[] Wav(int seconds)
    {
        var data = new byte[44 + (Rate * seconds)];
        "RIFF"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), data.Length - 8);
        "WAVEfmt "u8.CopyTo(data.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(16), 16); // of the format that follows: PCM, one channel, eight bits
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(28), Rate);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(34), 8);
        "data"u8.CopyTo(data.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(40), data.Length - 44);
        for (var i = 44; i < data.Length; i++) data[i] = (byte)(128 + (8 * Math.Sin(i / 6.0)));
        return data;
    }
}
