using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AwsHistory.Web.Machines;

/// <summary>XML as text.</summary>
internal static class Xml
{
    public static string ToXml(this XDocument document)
    {
        using var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new() { Indent = true })) document.Save(writer);
        return text.ToString();
    }

    /// <summary>Without the characters that XML cannot say at all, such as a form feed.</summary>
    public static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    /// <summary>What is written says its own encoding, which is that of the answer.</summary>
    private sealed class Utf8Text() : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
