namespace Symmetry.Client.Specs;

/// <summary>Where the parts of a specification stand in its file; parts are named as <c>SpecException.Part</c> names them.</summary>
internal sealed class PartPlaces
{
    private readonly Dictionary<string, Place> places = [];

    /// <summary>Remembers where a part stands.</summary>
    public void Add(string part, Place place) => places[part] = place;

    /// <summary>Where a part stands: its own place, or that of the nearest part that holds it.</summary>
    public Place Find(string part)
    {
        while (!places.ContainsKey(part) && part.Length > 0)
        {
            part = part[..Math.Max(0, part.LastIndexOfAny(['.', '[']))];
        }

        return places.GetValueOrDefault(part, Place.Start);
    }
}
