using System.IO.Compression;
using System.Security.Cryptography;

namespace Symmetry.Engine.Data;

/// <summary>The embedded data set: 1,797 images of handwritten digits, 8 × 8 pixels, scaled x = raw/8 − 1 to [−1, 1].</summary>
/// <remarks>
/// The test part of "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, UCI Machine Learning Repository,
/// 1998, doi:10.24432/C50P49, CC BY 4.0. The file is the one that scikit-learn ships; Data/rebuild-digits.sh fetches it again.
/// </remarks>
public static class Digits
{
    /// <summary>The SHA-256 of the embedded digits.csv.gz.</summary>
    public const string Checksum = "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a";

    private const int Side = 8;
    private static readonly Lazy<ImageSet> Embedded = new(Read);

    /// <summary>The images, in the file's order; read once.</summary>
    /// <exception cref="InvalidDataException">The embedded file is not the one that this program was built with.</exception>
    public static ImageSet Images => Embedded.Value;

    private static ImageSet Read()
    {
        using var resource = typeof(Digits).Assembly.GetManifestResourceStream("digits.csv.gz")
            ?? throw new InvalidDataException("The digits are not embedded in this build.");
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(file));
        if (checksum != Checksum)
        {
            throw new InvalidDataException($"The embedded digits have the SHA-256 {checksum}, not {Checksum}.");
        }

        var pixels = new List<float>(1797 * Side * Side);
        var labels = new List<byte>(1797);
        using var reader = new StreamReader(new GZipStream(new MemoryStream(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var numbers = line.Split(',');
            for (var i = 0; i < Side * Side; i++)
            {
                pixels.Add((byte.Parse(numbers[i], CultureInfo.InvariantCulture) / 8f) - 1f);
            }

            labels.Add(byte.Parse(numbers[Side * Side], CultureInfo.InvariantCulture));
        }

        return new ImageSet(Side, Side, 10, [.. pixels], [.. labels]);
    }
}
