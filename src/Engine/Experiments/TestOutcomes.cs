using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Symmetry.Engine.Experiments;

/// <summary>Which test images a trial classified correctly: one bit per image, as it is and transformed. Immutable and safe to share.</summary>
/// <remarks>
/// <para>
/// The order is that of the trial's test images (<see cref="IExperiment.TestedImagesOf"/>). "Transformed" is what
/// <see cref="Classification.AccuracyInverted"/> counts: −x, or x under the element of the group that is drawn for it.
/// </para>
/// <para>
/// The bytes are the number of images (int32, little-endian), then the bits of each side, lowest bit first, padded with zeros to whole
/// bytes. Equal outcomes have equal bytes.
/// </para>
/// </remarks>
public sealed class TestOutcomes
{
    private const int Head = sizeof(int);

    private readonly byte[] bytes;

    private TestOutcomes(byte[] bytes)
    {
        this.bytes = bytes;
        Count = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The number of test images; at least 1.</summary>
    public int Count { get; }

    /// <summary>The 64 hexadecimal digits of the SHA-256 of the bytes.</summary>
    public string Hash { get; }

    /// <summary>Packs outcomes.</summary>
    /// <param name="original">For each test image, whether it is classified correctly as it is.</param>
    /// <param name="transformed">The same for the transformed image.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    public static TestOutcomes Pack(ReadOnlySpan<bool> original, ReadOnlySpan<bool> transformed)
    {
        if (original.IsEmpty || original.Length != transformed.Length)
        {
            throw new ArgumentException($"Expected as many outcomes on both sides, and at least one, got {original.Length} and {transformed.Length}.");
        }

        var packed = new byte[Length(original.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, original.Length);
        var side = BytesOf(original.Length);
        for (var i = 0; i < original.Length; i++)
        {
            packed[Head + (i / 8)] |= (byte)((original[i] ? 1 : 0) << (i % 8));
            packed[Head + side + (i / 8)] |= (byte)((transformed[i] ? 1 : 0) << (i % 8));
        }

        return new TestOutcomes(packed);
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not outcomes.</exception>
    public static TestOutcomes Decode(ReadOnlySpan<byte> bytes)
    {
        var count = bytes.Length < Head ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return count > 0 && bytes.Length == Length(count)
            ? new TestOutcomes(bytes.ToArray())
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes are not the outcomes of {count} test images."));
    }

    /// <summary>The bytes.</summary>
    public byte[] Encode() => [.. bytes];

    /// <summary>Whether a test image is classified correctly as it is.</summary>
    /// <param name="image">Its place among the test images, 0 … <see cref="Count"/> − 1.</param>
    public bool IsOriginalCorrect(int image) => IsSet(Head, image);

    /// <summary>Whether a test image is classified correctly when it is transformed.</summary>
    /// <inheritdoc cref="IsOriginalCorrect"/>
    public bool IsTransformedCorrect(int image) => IsSet(Head + BytesOf(Count), image);

    private static int BytesOf(int count) => (int)(((uint)count + 7) / 8);

    private static long Length(int count) => Head + (2L * BytesOf(count));

    private bool IsSet(int start, int image)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(image, Count);
        return (bytes[start + (image / 8)] >> (image % 8) & 1) != 0;
    }
}
