using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Symmetry.Engine.Data;

/// <summary>The identity of a set of images: the hash of their content, and their sizes, which are known before they are loaded.</summary>
/// <remarks>
/// Part of the identity of a trial. The hash is the SHA-256 of the images in <see cref="ImageFormat"/>, with pixels as the network
/// sees them: a changed pixel makes another data set, and the same images from another type of file are the same data set.
/// </remarks>
public sealed partial record DataSet
{
    private DataSet(int count, int height, int width, int classes, string hash) =>
        (Count, Height, Width, Classes, Hash) = (count, height, width, classes, hash);

    /// <summary>The embedded digits (<see cref="Data.Digits"/>).</summary>
    public static DataSet Digits { get; } = new(1797, 8, 8, 10, "");

    /// <summary>The number of images.</summary>
    public int Count { get; }

    /// <summary>Rows of pixels in an image.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels in an image.</summary>
    public int Width { get; }

    /// <summary>The number of pixels in an image, M.</summary>
    public int Pixels => Height * Width;

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The SHA-256 of the content, 64 hexadecimal digits; empty for the embedded digits.</summary>
    public string Hash { get; }

    /// <summary>Whether these are the embedded digits.</summary>
    public bool IsEmbedded => Hash.Length == 0;

    /// <summary>The name of a file that holds the images: <c>HASH.images</c>.</summary>
    public string FileName => $"{Hash}.images";

    /// <summary>The data set that these images are.</summary>
    public static DataSet FromImages(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            ImageFormat.Write(images, stream);
        }

        return new(images.Count, images.Height, images.Width, images.Classes, Convert.ToHexStringLower(hash.Hash!));
    }

    /// <summary>Reads <see cref="ToString"/>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DataSet? data)
    {
        data = text == Digits.ToString() ? Digits : null;
        if (data is null && Text().Match(text) is { Success: true } match)
        {
            int Number(string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            var read = new DataSet(Number("count"), Number("height"), Number("width"), Number("classes"), match.Groups["hash"].Value);
            data = read.Count >= 2 && read.Classes is >= 2 and <= 256 && (long)read.Count * read.Height * read.Width is > 0 and <= ImageSet.MaxPixels
                && read.ToString() == text ? read : null;
        }

        return data is not null;
    }

    /// <summary><c>digits</c>, or <c>COUNTxHEIGHTxWIDTHxCLASSES-HASH</c>.</summary>
    public override string ToString() => IsEmbedded
        ? "digits"
        : string.Create(CultureInfo.InvariantCulture, $"{Count}x{Height}x{Width}x{Classes}-{Hash}");

    [GeneratedRegex("^(?<count>[0-9]{1,8})x(?<height>[0-9]{1,5})x(?<width>[0-9]{1,5})x(?<classes>[0-9]{1,3})-(?<hash>[0-9a-f]{64})$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Text();
}
