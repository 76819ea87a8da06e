namespace Symmetry.Formats.Specs;

/// <summary>The positions of the parts of a specification in its file; parts have the names of <c>SpecException.Part</c>.</summary>
internal sealed class PartPlaces
{
    private readonly Dictionary<string, Place> places = [];

    /// <summary>Records the position of a part.</summary>
    public void Add(string part, Place place) => places[part] = place;

    /// <summary>The position of a part, or of the nearest part that contains it.</summary>
    public Place Find(string part)
    {
        while (!places.ContainsKey(part) && part.Length > 0)
        {
            part = part[..Math.Max(0, part.LastIndexOfAny(['.', '[']))];
        }

        return places.GetValueOrDefault(part, Place.Start);
    }
}
