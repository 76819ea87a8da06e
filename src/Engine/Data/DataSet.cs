using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Symmetry.Engine.Data;

/// <summary>Which images a trial is about: the hash of their content, and the sizes that can be asked before they are there.</summary>
/// <remarks>
/// A part of a trial's identity. The hash is the SHA-256 of <see cref="ImageFormat"/>'s bytes, pixels as the network sees them:
/// a file that was changed is another data set, and the same images out of another kind of file are the same one.
/// </remarks>
public sealed partial record DataSet
{
    private DataSet(int count, int height, int width, int classes, string hash) =>
        (Count, Height, Width, Classes, Hash) = (count, height, width, classes, hash);

    /// <summary>The embedded digits (<see cref="Data.Digits"/>).</summary>
    public static DataSet Digits { get; } = new(1797, 8, 8, 10, "");

    /// <summary>How many images there are.</summary>
    public int Count { get; }

    /// <summary>Lines of an image.</summary>
    public int Height { get; }

    /// <summary>Pixels of a line.</summary>
    public int Width { get; }

    /// <summary>Pixels of an image, M.</summary>
    public int Pixels => Height * Width;

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>The SHA-256 of the content, 64 hexadecimal digits; empty for the embedded digits.</summary>
    public string Hash { get; }

    /// <summary>Whether these are the embedded digits.</summary>
    public bool IsEmbedded => Hash.Length == 0;

    /// <summary>The name of a file that holds the images: <c>HASH.images</c>.</summary>
    public string FileName => $"{Hash}.images";

    /// <summary>The data set that some images are.</summary>
    public static DataSet Of(ImageSet images)
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

    [GeneratedRegex("^(?<count>[0-9]{1,8})x(?<height>[0-9]{1,5})x(?<width>[0-9]{1,5})x(?<classes>[0-9]{1,3})-(?<hash>[0-9a-f]{64})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Text();
}

/// <summary>Where the images of data sets are found. Thread-safe.</summary>
public interface IDataSets
{
    /// <summary>The images of a data set that is not the embedded one.</summary>
    /// <exception cref="DataSetException">They are not here, or not the ones that were asked for.</exception>
    ImageSet Read(DataSet data);
}

/// <summary>A data set is not there, or is another one.</summary>
/// <param name="message">One sentence: what is missing where, and what to do.</param>
/// <param name="inner">What it was found out by.</param>
public sealed class DataSetException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Data sets in memory.</summary>
/// <param name="sets">The images.</param>
public sealed class LoadedDataSets(params IReadOnlyCollection<ImageSet> sets) : IDataSets
{
    private readonly Dictionary<DataSet, ImageSet> known = sets.ToDictionary(DataSet.Of);

    /// <inheritdoc/>
    public ImageSet Read(DataSet data) => known.TryGetValue(data, out var images)
        ? images
        : throw new DataSetException($"The data set {data} is not here.");
}
